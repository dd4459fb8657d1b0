package org.samovar.fiji.tool;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.plugin.frame.Recorder;
import ij.process.FloatPolygon;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.samovar.fiji.convert.MaskRois;
import org.samovar.fiji.job.Attempt;
import org.samovar.fiji.object.Draft;
import org.samovar.fiji.object.ImageObject;
import org.samovar.fiji.object.ObjectTable;
import org.samovar.fiji.object.Work;
import org.samovar.geometry.Box;
import org.samovar.geometry.UserError;
import org.samovar.image.Palette;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.Conversation;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.Prompt;
import org.samovar.prompt.Scribble;

/** Shows the work in the overlay of its image, beside what the user has there, and in the status bar; accepted objects in the ROI Manager. */
final class ImageBoard implements Board {
    /** Marks what is drawn here, so that nothing of the user's is ever taken away. */
    private static final String MARK = "samovar.tool";

    private static final Color ON = new Color(80, 255, 120);
    private static final Color BESIDE = new Color(255, 90, 90);
    private static final Color DRAFT = Color.YELLOW;
    private static final Color PREVIEW = new Color(255, 255, 255, 160);
    private static final double DRAFT_WIDTH = 2;

    private final ImagePlus image;
    private final ManagedRois managed;
    private final Supplier<ToolSettings> settings;
    private final Consumer<ObjectTable> journal;
    /** Outlines by the mask, which are made once. */
    private final Map<RunLengthMask, Roi> outlines = new HashMap<>();

    private List<Roi> work = List.of();
    /** Stays until the next answer comes. */
    private Optional<Shown> latest = Optional.empty();

    private Optional<Roi> preview = Optional.empty();

    /** @param journal hears of all accepted objects whenever they change */
    ImageBoard(ImagePlus image, Supplier<ToolSettings> settings, Consumer<ObjectTable> journal) {
        this.image = image;
        this.managed = new ManagedRois(image);
        this.settings = settings;
        this.journal = journal;
    }

    @Override
    public void show(Work now, Optional<Shown> answer) {
        List<Roi> rois = new ArrayList<>();
        for (ImageObject object : now.table().objects()) {
            if (now.draft().filter(draft -> draft.id() == object.id()).isEmpty()) {
                rois.add(accepted(object));
            }
        }
        latest = answer.or(() -> latest.filter(old ->
                now.draft().filter(draft -> draft.id() == old.draft().id()).isPresent()));
        now.draft().ifPresent(draft -> {
            List<Roi> inWork = inWork(draft, latest);
            inWork.forEach(roi -> draft.position().place(roi, image));
            rois.addAll(inWork);
            preview = Optional.empty();
        });
        work = rois;
        draw();
        answer.ifPresentOrElse(this::tellScore, () -> now.draft().ifPresent(this::tellWaiting));
    }

    private static List<Roi> inWork(Draft draft, Optional<Shown> answer) {
        List<Roi> rois = new ArrayList<>();
        answer.flatMap(Shown::outline).ifPresent(outline -> {
            outline.setStrokeColor(DRAFT);
            outline.setStrokeWidth(DRAFT_WIDTH);
            rois.add(outline);
        });
        draft.said().turns().forEach(turn -> rois.add(mark(turn.prompt())));
        return rois;
    }

    private Roi accepted(ImageObject object) {
        Roi outline = (Roi) outlines.computeIfAbsent(
                        object.mask(), mask -> MaskRois.outline(mask).orElseThrow())
                .clone();
        outline.setStrokeColor(new Color(Palette.rgb(object.id())));
        object.position().place(outline, image);
        return outline;
    }

    @Override
    public void preview(Optional<Roi> outline) {
        preview = outline;
        preview.ifPresent(roi -> roi.setStrokeColor(PREVIEW));
        draw();
    }

    private void draw() {
        Overlay old = image.getOverlay();
        Overlay overlay = old == null ? new Overlay() : old.create();
        if (old != null) {
            Arrays.stream(old.toArray())
                    .filter(roi -> roi.getProperty(MARK) == null)
                    .forEach(overlay::add);
        }
        work.forEach(roi -> add(overlay, roi));
        preview.ifPresent(roi -> add(overlay, roi));
        image.setOverlay(overlay);
    }

    private static void add(Overlay overlay, Roi roi) {
        roi.setProperty(MARK, "true");
        overlay.add(roi);
    }

    private static Roi mark(Prompt prompt) {
        if (prompt instanceof PointPrompt point) {
            PointRoi roi = new PointRoi(point.point().x() + 0.5, point.point().y() + 0.5);
            roi.setPointType(PointRoi.CIRCLE);
            roi.setSize(3);
            return coloured(roi, point.polarity());
        }
        if (prompt instanceof Scribble scribble) {
            FloatPolygon line = new FloatPolygon();
            scribble.line().forEach(p -> line.addPoint(p.x() + 0.5, p.y() + 0.5));
            return coloured(new PolygonRoi(line, Roi.FREELINE), scribble.polarity());
        }
        if (prompt instanceof BoxPrompt drawn) {
            Box box = drawn.box();
            return coloured(new Roi(box.x0(), box.y0(), box.width(), box.height()), Polarity.POSITIVE);
        }
        Roi roi =
                MaskRois.outline(RunLengthMask.of(((MaskPrompt) prompt).mask())).orElseThrow();
        return coloured(roi, Polarity.POSITIVE);
    }

    private static Roi coloured(Roi roi, Polarity polarity) {
        roi.setStrokeColor(polarity == Polarity.POSITIVE ? ON : BESIDE);
        return roi;
    }

    private void tellScore(Shown shown) {
        int count = shown.answer().candidates().size();
        String which = count == 1
                ? ""
                : ", mask " + (shown.answer().choice() + 1) + " of " + count + " (keys 1 to " + count
                        + " or the wheel)";
        tell(
                shown.outline().isEmpty()
                        ? "nothing found" + which
                        : String.format(
                                        Locale.ROOT,
                                        "score %.2f",
                                        shown.answer().chosen().score()) + which + "; Enter accepts");
    }

    private void tellWaiting(Draft draft) {
        tell("asking " + settings.get().model() + " about object " + draft.id());
    }

    @Override
    public void changed(ObjectTable before, ObjectTable after) {
        journal.accept(after);
        if (settings.get().manager() == ToolSettings.Manager.ADD) {
            managed.change(before, after);
        }
        outlines.keySet()
                .retainAll(after.objects().stream().map(ImageObject::mask).toList());
    }

    @Override
    public void accepted(Shown shown) {
        tell("object " + shown.draft().id() + " accepted");
        if (Recorder.record) {
            Conversation said = shown.draft().said();
            Recorder.recordString(shown.draft().position().macro(image));
            Recorder.recordString("run(\"Segment with Prompts...\", \"model=" + shown.model()
                    + " prompts=Selection output=ROI said=[" + said + "]\");\n");
            if (settings.get().manager() == ToolSettings.Manager.ADD) {
                Recorder.recordString("roiManager(\"Add\");\n");
            }
        }
    }

    @Override
    public void tell(String message) {
        IJ.showStatus("Samovar: " + message);
    }

    @Override
    public void failed(Throwable problem) {
        if (problem instanceof UserError error) {
            tell(error.getMessage() + error.hint().map(hint -> " " + hint).orElse(""));
            return;
        }
        Attempt.run(SamovarTool.NAME, () -> {
            if (problem instanceof Error error) {
                throw error;
            }
            throw problem instanceof RuntimeException known ? known : new IllegalStateException(problem);
        });
    }
}
