package org.samovar.fiji.script;

import ij.ImagePlus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.fiji.convert.Pixels;
import org.samovar.fiji.job.Escape;
import org.samovar.fiji.job.PromptSource;
import org.samovar.fiji.job.PropagateJob;
import org.samovar.fiji.job.PropagateOptions;
import org.samovar.fiji.job.SemanticJob;
import org.samovar.fiji.job.SemanticOptions;
import org.samovar.fiji.job.Through;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.model.Segmentation;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.semantic.Mirroring;

/**
 * Segmentation for scripts, with one model. Nothing is shown and nothing is asked; what goes wrong is thrown as a
 * {@link org.samovar.geometry.UserError} in the user's words, and Escape as a {@link java.util.concurrent.CancellationException}. Any thread but the event
 * thread may call; the work is done on the model's own.
 */
public final class Samovar {
    private final ModelHost host;
    private final String model;

    Samovar(ModelHost host, String model) {
        this.host = host;
        this.model = model;
    }

    /** The model that comes with Samovar. */
    public static Samovar open() {
        return open(models().get(0));
    }

    /** @param model a name of {@link #models}, or the path of a file of weights; opened when it is first needed, and kept open */
    public static Samovar open(String model) {
        return new Samovar(ModelHost.shared(), model);
    }

    /** The names of the models that are here, the one that comes with Samovar first. */
    public static List<String> models() {
        return ModelHost.shared().names();
    }

    /** Begins to talk about an object of the slice that an image shows. */
    public ObjectTalk on(ImagePlus image) {
        return ObjectTalk.about(image, host, model);
    }

    /**
     * All objects of the slice that is shown.
     *
     * @param minimumArea objects of fewer pixels are left out
     * @return a label image of that slice, not shown, numbered from the most certain object on; of one value where there is none
     */
    public ImagePlus everything(ImagePlus image, int minimumArea) {
        RgbImage pixels = Pixels.of(image);
        Escape escape = new Escape();
        List<Segmentation> found = host.with(
                model, escape, segmenter -> segmenter.everything(pixels, minimumArea, Optional.empty(), escape));
        Map<Integer, RunLengthMask> masks = new HashMap<>();
        found.forEach(one -> masks.put(masks.size() + 1, one.mask()));
        return LabelImages.of(masks, image);
    }

    /**
     * Follows objects from the slices on which ROIs of the image's overlay say where they are; ROIs of one name are about one object.
     *
     * @return a label stack, not shown
     */
    public ImagePlus propagate(ImagePlus image) {
        PropagateOptions options = new PropagateOptions(model, PromptSource.OVERLAY, Through.AUTO, 0, 0);
        return new PropagateJob(host, image, options).labels();
    }

    /**
     * The classes of an image or a stack, by a model that was trained to find them.
     *
     * @return a label image, not shown
     */
    public ImagePlus classes(ImagePlus image) {
        return new SemanticJob(host, image, new SemanticOptions(model, Mirroring.NONE)).labels();
    }
}
