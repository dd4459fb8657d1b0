package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.fiji.convert.Position;
import org.samovar.fiji.convert.PromptRois;
import org.samovar.fiji.convert.StackPixels;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.model.SlicePrompts;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.predict.SliceRange;
import org.samovar.predict.SliceSequence;

/** Follows the objects that ROIs point at through a stack, in the channel that is shown. */
public final class PropagateJob {
    private final ModelHost host;
    private final ImagePlus image;
    private final PropagateOptions options;
    private final Axis axis;

    public PropagateJob(ModelHost host, ImagePlus image, PropagateOptions options) {
        this.host = host;
        this.image = image;
        this.options = options;
        this.axis = options.through().axis(image);
    }

    /** Shows the label stack; see {@link #labels}. */
    public void run() {
        labels().show();
        IJ.showProgress(1.0);
    }

    /**
     * The label stack, also of what was found until it was cancelled.
     *
     * @throws UserError when the prompts cannot be understood or nothing was found by them
     * @throws CancellationException when cancelled before anything was found
     */
    public ImagePlus labels() {
        int count = axis == Axis.T ? image.getNFrames() : image.getNSlices();
        SliceRange range = options.range(count);
        List<List<Roi>> objects = objects();
        List<SlicePrompts> prompts = prompts(objects, count);
        StackPixels pixels = StackPixels.of(image);
        Position shown = Position.shown(image);
        int fixed = (axis == Axis.T ? shown.z() : shown.t()) - 1;
        SliceSequence slices = SliceSequence.of(pixels.volume(), axis, fixed, pixels.rule());
        FoundSlices found = new FoundSlices(slices.size(), count);
        Escape escape = new Escape();
        escape.report(0, count, "following objects with " + options.model());
        String end = "followed";
        try {
            host.with(options.model(), escape, segmenter -> {
                segmenter.follow(slices, axis, prompts, range, found, escape);
                return found;
            });
        } catch (CancellationException e) {
            if (found.isEmpty()) {
                throw e;
            }
            end = "cancelled; what was found is kept of";
        }
        if (found.isEmpty()) {
            throw new UserError(
                    "The model found no object there.", "Draw the box closer around it, or click in its middle.");
        }
        IJ.showStatus("Samovar: " + end + " " + objects.size() + (objects.size() == 1 ? " object" : " objects"));
        return LabelImages.ofStack(found.labels(), axis, objects.size(), image);
    }

    /** The ROIs of each object. */
    private List<List<Roi>> objects() {
        return switch (options.prompts()) {
            case SELECTION -> List.of(List.of(DrawnRois.selection(image)));
            case MANAGER -> byName(Managers.rois());
            case MANAGER_AS_ONE -> List.of(Managers.rois());
            case OVERLAY -> byName(DrawnRois.overlay(image));
        };
    }

    /** ROIs of one name are about one object, in the order of their first ones. */
    private static List<List<Roi>> byName(List<Roi> rois) {
        Map<String, List<Roi>> named = new LinkedHashMap<>();
        for (Roi roi : rois) {
            String name = roi.getName() == null || roi.getName().isEmpty() ? "unnamed " + named.size() : roi.getName();
            named.computeIfAbsent(name, k -> new ArrayList<>()).add(roi);
        }
        return List.copyOf(named.values());
    }

    private List<SlicePrompts> prompts(List<List<Roi>> objects, int count) {
        List<SlicePrompts> out = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            int before = out.size();
            for (int slice = 0; slice < count; slice++) {
                PromptRois rois = PromptRois.at(image, position(slice));
                List<Roi> here = objects.get(i).stream().filter(rois::isHere).toList();
                if (!here.isEmpty()) {
                    out.add(new SlicePrompts(i + 1, slice, rois.prompts(here)));
                }
            }
            if (out.size() == before) {
                throw new UserError(
                        "A ROI belongs to another channel, slice or point in time than those that are followed.",
                        "Show the channel, and along time the slice, that it was drawn on.");
            }
        }
        return out;
    }

    private Position position(int slice) {
        Position shown = Position.shown(image);
        return axis == Axis.T
                ? new Position(shown.channel(), shown.z(), slice + 1)
                : new Position(shown.channel(), slice + 1, shown.t());
    }
}
