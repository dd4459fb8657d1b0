package org.samovar.fiji.tool;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.Roi;
import ij.gui.Toolbar;
import ij.plugin.tool.PlugInTool;
import java.awt.event.MouseEvent;
import java.util.Optional;
import java.util.OptionalInt;
import org.samovar.fiji.convert.ObjectRois;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.object.Draft;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Size;
import org.samovar.predict.Conversation;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;

/**
 * The tool in ImageJ's toolbar.
 *
 * <p>A click says that something is on the object, with Alt that it is beside it; a drag draws a box, a scribble or a lasso; with Shift it scribbles, with
 * Alt it scribbles beside the object. Enter accepts, Backspace takes the last prompt back, Escape all of them. What it does not use goes on to ImageJ.
 */
public final class SamovarTool extends PlugInTool {
    /** ImageJ wants it to end so. */
    static final String NAME = "Samovar Tool";

    /** On the screen; a shorter drag is a click. */
    private static final double SHORTEST_DRAG = 3;
    /** On the screen; a press so near to a click's mark takes hold of it. */
    private static final double REACH = 6;

    private final Annotators annotators = new Annotators(ModelHost.shared());
    private Optional<Gesture> gesture = Optional.empty();
    private OptionalInt held = OptionalInt.empty();
    private int pressedX;
    private int pressedY;
    private boolean dragged;

    /** Whether the user has this tool in hand. */
    static boolean isInHand() {
        return Toolbar.getPlugInTool() instanceof SamovarTool && NAME.equals(Toolbar.getToolName());
    }

    @Override
    public String getToolName() {
        return NAME;
    }

    @Override
    public String getToolIcon() {
        return "C06fO11ccC0a0T5c14+";
    }

    @Override
    public void showOptionsDialog() {
        annotators.askForSettings();
    }

    @Override
    public void mousePressed(ImagePlus image, MouseEvent e) {
        gesture = Optional.empty();
        held = OptionalInt.empty();
        if (e.isPopupTrigger() || e.getButton() > MouseEvent.BUTTON1 || IJ.spaceBarDown()) {
            return;
        }
        e.consume();
        Annotator annotator = annotators.of(image);
        annotator.leave();
        pressedX = e.getX();
        pressedY = e.getY();
        dragged = false;
        held = heldBy(annotator, image.getCanvas(), e);
        if (held.isEmpty()) {
            boolean beside = e.isAltDown();
            Stroke stroke = beside || e.isShiftDown()
                    ? Stroke.SCRIBBLE
                    : annotators.settings().stroke();
            gesture = Optional.of(new Gesture(stroke, beside ? Polarity.NEGATIVE : Polarity.POSITIVE));
            follow(image, e);
        }
    }

    @Override
    public void mouseDragged(ImagePlus image, MouseEvent e) {
        dragged |= Math.hypot(e.getX() - pressedX, e.getY() - pressedY) >= SHORTEST_DRAG;
        if (gesture.isPresent() || held.isPresent()) {
            e.consume();
            follow(image, e);
            if (dragged) {
                gesture.ifPresent(way -> annotators.board(image).preview(Optional.of(way.outline())));
            }
        }
    }

    @Override
    public void mouseReleased(ImagePlus image, MouseEvent e) {
        Annotator annotator = annotators.of(image);
        if (held.isPresent()) {
            e.consume();
            release(annotator, image, e);
        } else if (gesture.isPresent()) {
            e.consume();
            follow(image, e);
            annotators.board(image).preview(Optional.empty());
            if (dragged) {
                gesture.get().prompt(size(image)).ifPresent(annotator::say);
            } else {
                click(e, image).ifPresent(annotator::say);
            }
        }
        gesture = Optional.empty();
        held = OptionalInt.empty();
    }

    private static Optional<PointPrompt> click(MouseEvent e, ImagePlus image) {
        ImageCanvas canvas = image.getCanvas();
        PointPrompt click = Gesture.click(
                canvas.offScreenXD(e.getX()),
                canvas.offScreenYD(e.getY()),
                e.isAltDown() ? Polarity.NEGATIVE : Polarity.POSITIVE);
        return Optional.of(click).filter(c -> c.point().isInside(size(image)));
    }

    private void follow(ImagePlus image, MouseEvent e) {
        ImageCanvas canvas = image.getCanvas();
        gesture.ifPresent(way -> way.add(canvas.offScreenXD(e.getX()), canvas.offScreenYD(e.getY())));
    }

    /** The click of the object in work whose mark is under the mouse. */
    private static OptionalInt heldBy(Annotator annotator, ImageCanvas canvas, MouseEvent e) {
        Conversation said = annotator.work().draft().map(Draft::said).orElse(Conversation.none());
        for (int i = said.turns().size() - 1; i >= 0; i--) {
            if (said.turns().get(i).prompt() instanceof PointPrompt click) {
                double x = canvas.screenXD(click.point().x() + 0.5);
                double y = canvas.screenYD(click.point().y() + 0.5);
                if (Math.hypot(x - e.getX(), y - e.getY()) <= REACH) {
                    return OptionalInt.of(i);
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Puts a click that was held at another place; one that was not moved stays, and says nothing new. */
    private void release(Annotator annotator, ImagePlus image, MouseEvent e) {
        int turn = held.getAsInt();
        Optional<Draft> draft = annotator.work().draft();
        if (dragged && draft.isPresent() && draft.get().said().turns().get(turn).prompt() instanceof PointPrompt old) {
            click(e, image).ifPresent(there -> annotator.replace(turn, new PointPrompt(there.point(), old.polarity())));
        }
    }

    @Override
    public void mouseMoved(ImagePlus image, MouseEvent e) {
        if (annotators.settings().preview() == ToolSettings.Preview.ON) {
            click(e, image)
                    .map(PointPrompt::point)
                    .ifPresent((ImagePoint place) -> annotators.of(image).hover(place));
        }
    }

    @Override
    public void mouseExited(ImagePlus image, MouseEvent e) {
        annotators.of(image).leave();
    }

    private static Size size(ImagePlus image) {
        return new Size(image.getWidth(), image.getHeight());
    }

    /** Takes an object in work again whose ROI the user selected. */
    static void select(Annotator annotator, ImagePlus image, Roi roi) {
        ObjectRois.facts(roi).ifPresent(facts -> {
            image.deleteRoi();
            annotator.edit(facts.id());
        });
    }
}
