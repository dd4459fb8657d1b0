package org.samovar.fiji.job;

import ij.ImagePlus;
import ij.WindowManager;
import java.util.List;
import java.util.Optional;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.geometry.UserError;

/** The label image of an image, among those that are open. */
final class OpenLabels {
    private OpenLabels() {}

    /** The one that has the name of the image. */
    static Optional<ImagePlus> named(ImagePlus image) {
        return OpenImages.except(image).stream()
                .filter(other -> LabelImages.isNamedAfter(other, image))
                .findFirst();
    }

    /**
     * The one with a title; without a title the one with the name of the image, or the only other image.
     *
     * @throws UserError when there is none, or which one is open to doubt
     */
    static ImagePlus of(ImagePlus image, String title) {
        if (!title.isBlank()) {
            ImagePlus titled = WindowManager.getImage(title.strip());
            if (titled == null) {
                throw new UserError("No image " + title.strip() + " is open.");
            }
            return titled;
        }
        return named(image).orElseGet(() -> only(image));
    }

    private static ImagePlus only(ImagePlus image) {
        List<ImagePlus> others = OpenImages.except(image);
        if (others.size() != 1) {
            throw new UserError(
                    "Which image has the labels of " + image.getTitle() + "?",
                    "Open its label image, and enter the title of that one where several images are open.");
        }
        return others.get(0);
    }
}
