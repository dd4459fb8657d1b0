package org.samovar.fiji.job;

import ij.ImagePlus;
import ij.WindowManager;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The images that are open. */
final class OpenImages {
    private OpenImages() {}

    /** All of them, in the order in which they were opened. */
    static List<ImagePlus> all() {
        int[] ids = WindowManager.getIDList();
        return Arrays.stream(ids == null ? new int[0] : ids)
                .mapToObj(WindowManager::getImage)
                .filter(Objects::nonNull)
                .toList();
    }

    /** All but one, in the order in which they were opened. */
    static List<ImagePlus> except(ImagePlus one) {
        return all().stream().filter(image -> image != one).toList();
    }
}
