package org.samovar.fiji.tool;

import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.process.FloatPolygon;
import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.Prompt;
import org.samovar.prompt.Scribble;

/** The way of the mouse from press to release, and what it says. Places are in ImageJ's coordinates, which count from the corner of a pixel. */
final class Gesture {
    private final Stroke stroke;
    private final Polarity polarity;
    private final List<ImagePoint> way = new ArrayList<>();

    Gesture(Stroke stroke, Polarity polarity) {
        this.stroke = stroke;
        this.polarity = polarity;
    }

    void add(double x, double y) {
        way.add(new ImagePoint(x, y));
    }

    /** The prompt of a press and release at one place. */
    static PointPrompt click(double x, double y, Polarity polarity) {
        return new PointPrompt(new ImagePoint(Math.floor(x), Math.floor(y)), polarity);
    }

    /** What was drawn so far; empty where that lies outside of the image, or has no area where it needs one. */
    Optional<Prompt> prompt(Size image) {
        return switch (drawn()) {
            case BOX -> box(image);
            case SCRIBBLE -> scribble(image);
            case LASSO -> lasso(image);
        };
    }

    /** What is drawn, to be shown meanwhile; nothing of the image is looked at. */
    Roi outline() {
        ImagePoint a = way.get(0);
        ImagePoint b = way.get(way.size() - 1);
        if (drawn() == Stroke.BOX) {
            return new Roi(
                    Math.min(a.x(), b.x()), Math.min(a.y(), b.y()), Math.abs(a.x() - b.x()), Math.abs(a.y() - b.y()));
        }
        FloatPolygon line = new FloatPolygon();
        way.forEach(p -> line.addPoint(p.x(), p.y()));
        return new PolygonRoi(line, drawn() == Stroke.LASSO ? Roi.FREEROI : Roi.FREELINE);
    }

    /** Beside the object there are only scribbles. */
    private Stroke drawn() {
        return polarity == Polarity.NEGATIVE ? Stroke.SCRIBBLE : stroke;
    }

    private Optional<Prompt> scribble(Size image) {
        List<ImagePoint> line = way.stream()
                .map(p -> new ImagePoint(Math.floor(p.x()), Math.floor(p.y())))
                .filter(p -> p.isInside(image))
                .distinct()
                .toList();
        return line.isEmpty() ? Optional.empty() : Optional.of(new Scribble(line, polarity));
    }

    private Optional<Prompt> box(Size image) {
        ImagePoint a = way.get(0);
        ImagePoint b = way.get(way.size() - 1);
        double x0 = Math.floor(Math.min(a.x(), b.x()));
        double y0 = Math.floor(Math.min(a.y(), b.y()));
        double x1 = Math.ceil(Math.max(a.x(), b.x()));
        double y1 = Math.ceil(Math.max(a.y(), b.y()));
        return x0 < x1 && y0 < y1 ? new Box(x0, y0, x1, y1).clip(image).map(BoxPrompt::new) : Optional.empty();
    }

    /** The pixels whose centre the way goes around. */
    private Optional<Prompt> lasso(Size image) {
        Path2D area = new Path2D.Double();
        area.moveTo(way.get(0).x(), way.get(0).y());
        way.forEach(p -> area.lineTo(p.x(), p.y()));
        area.closePath();
        Rectangle bounds = area.getBounds();
        Mask mask = Mask.where(image, (x, y) -> bounds.contains(x, y) && area.contains(x + 0.5, y + 0.5));
        return mask.isEmpty() ? Optional.empty() : Optional.of(new MaskPrompt(mask));
    }
}
