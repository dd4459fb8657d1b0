package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.samovar.fiji.convert.PromptRois;
import org.samovar.fiji.convert.SeenPart;
import org.samovar.fiji.convert.ShownPlane;
import org.samovar.fiji.job.Results.Target;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.model.Segmentation;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.predict.Conversation;
import org.samovar.prompt.PromptSet;
import org.samovar.prompt.PromptText;

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
        List<FoundObject> found = options.isSaid() ? talked() : prompted(objects());
        if (found.isEmpty()) {
            throw new UserError(
                    "The model found no object there.", "Draw the box closer around it, or click in its middle.");
        }
        boolean one = options.isSaid()
                || options.prompts() == PromptSource.SELECTION
                || options.prompts() == PromptSource.MANAGER_AS_ONE;
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

    private List<FoundObject> prompted(List<ObjectPrompts> objects) {
        ShownPlane plane = ShownPlane.of(image);
        Escape escape = escape();
        Map<Region, List<ObjectPrompts>> parts = objects.stream()
                .collect(Collectors.groupingBy(
                        object -> SeenPart.of(plane.size(), object.prompts()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<Segmentation> answers = new ArrayList<>();
        parts.forEach((part, here) -> {
            RgbImage pixels = plane.part(part);
            List<PromptSet> prompts =
                    here.stream().map(object -> object.prompts().within(part)).toList();
            host.with(options.model(), escape, segmenter -> segmenter.segment(pixels, prompts, escape)).stream()
                    .map(answer -> answer.pasted(part, plane.size()))
                    .forEach(answers::add);
        });
        List<ObjectPrompts> asked =
                parts.values().stream().flatMap(List::stream).toList();
        return found(asked, answers);
    }

    private List<FoundObject> talked() {
        PlaneTalk talk = new PlaneTalk(ShownPlane.of(image));
        Conversation said = Conversation.parse(options.said(), new Size(image.getWidth(), image.getHeight()));
        Escape escape = escape();
        Segmentation answer = host.with(options.model(), escape, segmenter -> talk.answer(segmenter, said)
                .chosen());
        return answer.mask().isEmpty() ? List.of() : List.of(new FoundObject("object", said.toString(), answer));
    }

    private Escape escape() {
        Escape escape = new Escape();
        escape.report(0, 1, "segmenting with " + options.model());
        return escape;
    }

    private static List<FoundObject> found(List<ObjectPrompts> objects, List<Segmentation> answers) {
        List<FoundObject> found = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            if (!answers.get(i).mask().isEmpty()) {
                ObjectPrompts object = objects.get(i);
                String name = object.name().isEmpty() ? "object" : object.name();
                String words =
                        object.prompts().prompts().stream().map(PromptText::of).collect(Collectors.joining("; "));
                found.add(new FoundObject(name, words, answers.get(i)));
            }
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
