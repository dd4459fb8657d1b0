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

/** A support set of open images: those whose label images, as commands of Samovar name them, are open as well. */
final class OpenExamples {
    private OpenExamples() {}

    /**
     * The examples among the images.
     *
     * @throws UserError when there is none, or one has another size than its labels
     */
    static Examples among(List<ImagePlus> images) {
        List<Labelled> examples = new ArrayList<>();
        for (ImagePlus image : images) {
            images.stream()
                    .filter(other -> LabelImages.isNamedAfter(other, image))
                    .forEach(labels -> examples.add(example(image, labels)));
        }
        if (examples.isEmpty()) {
            throw new UserError(
                    "No other image is open together with its labels.",
                    "Enter a folder of examples, or open some with label images that are named as \"cells-labels\" for"
                            + " \"cells\".");
        }
        return new Examples.Shown(examples);
    }

    private static Labelled example(ImagePlus image, ImagePlus labels) {
        Volume volume = StackValues.of(image, SupportJob.CHANNELS);
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
