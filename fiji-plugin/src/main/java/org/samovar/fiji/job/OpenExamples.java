package org.samovar.fiji.job;

import ij.ImagePlus;
import java.util.ArrayList;
import java.util.List;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.fiji.convert.StackValues;
import org.samovar.fiji.model.Examples;
import org.samovar.fiji.model.Examples.Labelled;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;

/** Open images with labels: those whose label images, as commands of Samovar name them, are open as well. */
final class OpenExamples {
    private OpenExamples() {}

    /**
     * The support set among the images.
     *
     * @throws UserError when there is none, or one has another size than its labels
     */
    static Examples among(List<ImagePlus> images) {
        List<Labelled> examples = find(images, SupportJob.CHANNELS);
        if (examples.isEmpty()) {
            throw new UserError(
                    "No other image is open together with its labels.",
                    "Enter a folder of examples, or open some with label images that are named as \"cells-labels\" for"
                            + " \"cells\".");
        }
        return new Examples.Shown(examples);
    }

    /**
     * The images that are open together with their labels.
     *
     * @param channels as in {@link StackValues#of}
     * @throws UserError when one has another size than its labels
     */
    static List<Labelled> find(List<ImagePlus> images, int channels) {
        List<Labelled> found = new ArrayList<>();
        for (ImagePlus image : images) {
            images.stream()
                    .filter(other -> LabelImages.isNamedAfter(other, image))
                    .forEach(labels -> found.add(example(image, labels, channels)));
        }
        return found;
    }

    private static Labelled example(ImagePlus image, ImagePlus labels, int channels) {
        Volume volume = StackValues.of(image, channels);
        LabelVolume ids = StackValues.labels(labels);
        if (!ids.size().equals(volume.size())) {
            throw new UserError(
                    image.getTitle() + " has " + volume.size() + " voxels, its labels " + labels.getTitle() + " have "
                            + ids.size() + ".",
                    "Their slices and points in time are set by Image > Properties.");
        }
        return new Labelled(image.getTitle(), volume, ids);
    }
}
