package org.samovar.fiji.convert;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Line;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.process.FloatPolygon;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.PromptSet;
import org.samovar.prompt.Scribble;

/**
 * What ROIs say about an object of a slice: the one that is shown, or another one of a stack.
 *
 * <ul>
 *   <li>points are clicks: those of counter 0 on the object, those of counter 1 beside it;
 *   <li>a rectangle is a box;
 *   <li>a line, straight, segmented or freehand, is a scribble;
 *   <li>any other area (oval, polygon, freehand, selection brush, traced, combined) is a rough mask, together with the box around it.
 * </ul>
 *
 * <p>Points and lines in group 1 are beside the object. In ImageJ the coordinates of points and lines count from the centre of a pixel and those of
 * areas from its corner, which is what {@link ImagePoint} and {@link Box} do as well.
 */
public final class PromptRois {
    private static final int NEGATIVE = 1;

    private final ImagePlus image;
    private final Size size;
    /** Of the slice that is meant; empty for the one that is shown, whichever that is at the time. */
    private final Optional<Position> position;

    private PromptRois(ImagePlus image, Optional<Position> position) {
        this.image = image;
        this.size = new Size(image.getWidth(), image.getHeight());
        this.position = position;
    }

    /** About the slice that is shown. */
    public PromptRois(ImagePlus image) {
        this(image, Optional.empty());
    }

    /** About any slice. */
    public static PromptRois at(ImagePlus image, Position position) {
        return new PromptRois(image, Optional.of(position));
    }

    /** Whether a ROI belongs to the slice, with one of its points at least: it has this position, or none and the slice is shown. */
    public boolean isHere(Roi roi) {
        if (roi instanceof PointRoi points) {
            return IntStream.range(0, points.getNCoordinates()).anyMatch(i -> isHere(points, i));
        }
        return isAllHere(roi);
    }

    private boolean isHere(PointRoi points, int i) {
        int index = points.getPointPosition(i);
        return index > 0 ? index == here().index(image) : isAllHere(points);
    }

    private boolean isAllHere(Roi roi) {
        Position here = here();
        Position shown = Position.shown(image);
        if (!roi.hasHyperStackPosition()) {
            return isCurrent(roi.getPosition(), here.index(image), shown.index(image));
        }
        return isCurrent(roi.getCPosition(), here.channel(), shown.channel())
                && isCurrent(roi.getZPosition(), here.z(), shown.z())
                && isCurrent(roi.getTPosition(), here.t(), shown.t());
    }

    private Position here() {
        return position.orElseGet(() -> Position.shown(image));
    }

    private static boolean isCurrent(int position, int here, int shown) {
        // what has no position belongs to what is shown
        return position <= 0 ? here == shown : position == here;
    }

    /** The prompts of one ROI; {@link UserError} when it says nothing that a network understands. */
    public PromptSet prompts(Roi roi) {
        return prompts(List.of(roi));
    }

    /** The prompts of several ROIs about one object; of several boxes or masks the last counts. */
    public PromptSet prompts(List<Roi> rois) {
        PromptSet all = PromptSet.none();
        for (Roi roi : rois) {
            all = add(all, roi);
        }
        if (all.isEmpty()) {
            throw new UserError("None of the points lies on the slice that is shown.");
        }
        return all.requireFits(size);
    }

    private PromptSet add(PromptSet set, Roi roi) {
        if (roi instanceof TextRoi || roi instanceof ImageRoi || roi.getType() == Roi.ANGLE) {
            throw new UserError(
                    roi.getTypeAsString() + " selections cannot be prompts.",
                    "Use points, a rectangle, a line or an area.");
        }
        if (roi instanceof PointRoi points) {
            return addPoints(set, points);
        }
        if (roi.isLine()) {
            return set.with(scribble(roi));
        }
        if (roi.getGroup() == NEGATIVE) {
            throw new UserError(
                    "An area in group 1 cannot say what is beside the object.",
                    "Use points of counter 1, or a line in group 1.");
        }
        if (roi.getType() == Roi.RECTANGLE) {
            return set.with(new BoxPrompt(box(roi)));
        }
        return set.with(new BoxPrompt(box(roi)))
                .with(new MaskPrompt(MaskRois.mask(roi, size).toMask()));
    }

    private PromptSet addPoints(PromptSet set, PointRoi roi) {
        PromptSet out = set;
        FloatPolygon points = roi.getFloatPolygon();
        for (int i = 0; i < points.npoints; i++) {
            if (isHere(roi, i)) {
                ImagePoint point = new ImagePoint(points.xpoints[i], points.ypoints[i]);
                out = out.with(new PointPrompt(point, polarity(roi, roi.getCounter(i))));
            }
        }
        return out;
    }

    private static Polarity polarity(Roi roi, int counter) {
        if (counter > NEGATIVE) {
            throw new UserError(
                    "A point has counter " + counter + ".",
                    "Points of counter 0 are on the object, those of counter 1 beside it.");
        }
        return counter == NEGATIVE || roi.getGroup() == NEGATIVE ? Polarity.NEGATIVE : Polarity.POSITIVE;
    }

    private Scribble scribble(Roi roi) {
        FloatPolygon line = roi instanceof Line straight ? straight.getFloatPoints() : roi.getFloatPolygon();
        List<ImagePoint> inside = new ArrayList<>();
        for (int i = 0; i < line.npoints; i++) {
            ImagePoint point = new ImagePoint(line.xpoints[i], line.ypoints[i]);
            // a line drawn over the edge of the image is cut there
            if (point.isInside(size)) {
                inside.add(point);
            }
        }
        if (inside.isEmpty()) {
            throw new UserError("The line lies outside the image of " + size + " pixels.");
        }
        return new Scribble(inside, polarity(roi, 0));
    }

    private static Box box(Roi roi) {
        Rectangle2D.Double bounds = roi.getFloatBounds();
        return new Box(bounds.x, bounds.y, bounds.x + bounds.width, bounds.y + bounds.height);
    }
}
