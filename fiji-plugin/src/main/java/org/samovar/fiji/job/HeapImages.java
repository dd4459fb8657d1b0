package org.samovar.fiji.job;

import ij.ImagePlus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.samovar.geometry.UserError;

/** The images of a heap, opened when their turn comes. */
final class HeapImages {
    private HeapImages() {}

    /** All images but one: those of a folder by name, or those that are open. @throws UserError when there are none */
    static List<Supplier<ImagePlus>> of(Optional<Path> folder, ImagePlus without) {
        List<Supplier<ImagePlus>> images = folder.map(f -> ofFolder(f, without)).orElseGet(() -> opened(without));
        if (images.isEmpty()) {
            throw new UserError(
                    folder.map(f -> "There are no other images in " + f + ".").orElse("No other images are open."),
                    "Open the images to look at, or name a folder of PNG, TIFF, JPEG, GIF or BMP files.");
        }
        return images;
    }

    private static List<Supplier<ImagePlus>> opened(ImagePlus without) {
        List<Supplier<ImagePlus>> images = new ArrayList<>();
        OpenImages.except(without).forEach(image -> images.add(() -> image));
        return images;
    }

    private static List<Supplier<ImagePlus>> ofFolder(Path folder, ImagePlus without) {
        List<Supplier<ImagePlus>> images = new ArrayList<>();
        FolderFiles.list(folder, ImageFiles.ENDINGS).stream()
                .filter(file -> !isOpened(file, without))
                .forEach(file -> images.add(() -> ImageFiles.open(file)));
        return images;
    }

    private static boolean isOpened(Path file, ImagePlus image) {
        return image.getOriginalFileInfo() != null
                && file.toAbsolutePath()
                        .normalize()
                        .toString()
                        .equals(image.getOriginalFileInfo().getFilePath());
    }
}
