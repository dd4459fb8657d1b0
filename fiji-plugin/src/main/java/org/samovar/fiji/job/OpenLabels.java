package org.samovar.fiji.job;

import ij.ImagePlus;
import ij.WindowManager;
import java.util.List;
import java.util.Optional;
import org.samovar.evaluate.labels.LabelPair;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.fiji.convert.StackValues;
import org.samovar.geometry.UserError;

/** Open images that can be labels, by their titles. */
public final class OpenLabels {
    /** In place of the title of a reference: the labels that are named after the result, or the only others that are open. */
    public static final String AUTO = "auto";

    private OpenLabels() {}

    /** In the order in which they were opened. */
    public static List<String> titles() {
        return OpenImages.all().stream()
                .filter(LabelImages::isPossible)
                .map(ImagePlus::getTitle)
                .distinct()
                .toList();
    }

    /** The current image; empty where there is none that can be labels. */
    public static String current() {
        ImagePlus image = WindowManager.getCurrentImage();
        return image != null && LabelImages.isPossible(image) ? image.getTitle() : "";
    }

    /** The labels that have the name of an image. */
    static Optional<ImagePlus> named(ImagePlus image) {
        return OpenImages.except(image).stream()
                .filter(other -> LabelImages.isNamedAfter(other, image))
                .findFirst();
    }

    /**
     * The labels of an image.
     *
     * @param title empty for those that are named after the image, or the only others that are open
     * @throws UserError when there are none, or which is open to doubt
     */
    static ImagePlus of(ImagePlus image, String title) {
        return title.isBlank() ? besides(image) : titled(title.strip());
    }

    /**
     * Two open images.
     *
     * @param result title
     * @param reference title, or {@link #AUTO}
     * @throws UserError when a title is none of an open image, or both are the same
     */
    static LabelledPair pair(String result, String reference) {
        ImagePlus found = titled(result);
        ImagePlus truth = reference.equals(AUTO) ? besides(found) : titled(reference);
        if (found == truth) {
            throw new UserError(
                    "\"" + result + "\" is compared with itself.", "Choose another image as the reference.");
        }
        return new LabelledPair(
                result, truth.getTitle(), () -> new LabelPair(StackValues.labels(truth), StackValues.labels(found)));
    }

    private static ImagePlus titled(String title) {
        ImagePlus image = WindowManager.getImage(title);
        if (image == null) {
            throw new UserError(
                    title.isBlank() ? "No label image is chosen." : "No image \"" + title + "\" is open.",
                    "Open the label images to compare and choose them by their titles, or enter two folders.");
        }
        return image;
    }

    private static ImagePlus besides(ImagePlus image) {
        return named(image)
                .or(() -> only(image))
                .orElseThrow(() -> new UserError(
                        "It is not clear which image has the labels of " + image.getTitle() + ".",
                        "Open it and choose it by its title."));
    }

    private static Optional<ImagePlus> only(ImagePlus image) {
        List<ImagePlus> others = OpenImages.except(image).stream()
                .filter(LabelImages::isPossible)
                .toList();
        return others.size() == 1 ? Optional.of(others.get(0)) : Optional.empty();
    }
}
