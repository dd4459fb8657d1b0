package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import java.util.ArrayList;
import java.util.List;
import org.samovar.fiji.convert.Pixels;
import org.samovar.fiji.convert.PromptRois;
import org.samovar.fiji.job.Results.Target;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.model.Segmentation;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.prompt.PromptSet;

/** Segments the objects that ROIs point at, in the slice that is shown. */
public final class PromptJob {
    private final ModelHost host;
    private final ImagePlus image;
    private final PromptOptions options;
    private final PromptRois rois;

    public PromptJob(ModelHost host, ImagePlus image, PromptOptions options) {
        this.host = host;
        this.image = image;
        this.options = options;
        this.rois = new PromptRois(image);
    }

    /** @throws UserError when the prompts cannot be understood or nothing was found by them */
    public void run() {
        List<ObjectPrompts> objects = objects();
        RgbImage pixels = Pixels.of(image);
        Escape escape = new Escape();
        escape.report(0, 1, "segmenting with " + options.model());
        List<PromptSet> prompts = objects.stream().map(ObjectPrompts::prompts).toList();
        List<Segmentation> answers =
                host.with(options.model(), escape, segmenter -> segmenter.segment(pixels, prompts, escape));
        List<FoundObject> found = found(objects, answers);
        boolean one = options.prompts() == PromptSource.SELECTION || options.prompts() == PromptSource.MANAGER_AS_ONE;
        new Results(image, options.model()).write(found, options.output(), one ? Target.SELECTION : Target.MANAGER);
        IJ.showProgress(1.0);
        IJ.showStatus("Samovar: " + summary(found));
    }

    private List<ObjectPrompts> objects() {
        return switch (options.prompts()) {
            case SELECTION -> List.of(new ObjectPrompts("", rois.prompts(DrawnRois.selection(image))));
            case MANAGER -> eachAnObject(DrawnRois.here(rois, Managers.rois()));
            case MANAGER_AS_ONE -> List.of(new ObjectPrompts("", rois.prompts(DrawnRois.here(rois, Managers.rois()))));
            case OVERLAY -> eachAnObject(DrawnRois.here(rois, DrawnRois.overlay(image)));
        };
    }

    private List<ObjectPrompts> eachAnObject(List<Roi> all) {
        return all.stream()
                .map(roi -> new ObjectPrompts(roi.getName() == null ? "" : roi.getName(), rois.prompts(roi)))
                .toList();
    }

    private static List<FoundObject> found(List<ObjectPrompts> objects, List<Segmentation> answers) {
        List<FoundObject> found = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            if (!answers.get(i).mask().isEmpty()) {
                ObjectPrompts object = objects.get(i);
                String name = object.name().isEmpty() ? "object" : object.name();
                found.add(new FoundObject(name, PromptText.of(object.prompts()), answers.get(i)));
            }
        }
        if (found.isEmpty()) {
            throw new UserError(
                    "The model found no object there.", "Draw the box closer around it, or click in its middle.");
        }
        return found;
    }

    private String summary(List<FoundObject> found) {
        if (found.size() > 1) {
            return found.size() + " objects";
        }
        Segmentation only = found.get(0).segmentation();
        return only.mask().area() + " pixels, score " + IJ.d2s(only.score(), 2);
    }
}
