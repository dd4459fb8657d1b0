package org.samovar.cli;

import java.nio.file.Path;
import org.samovar.geometry.UserError;
import org.samovar.image.Image;
import org.samovar.image.IntensityRule;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;

/** Images as networks take them. */
final class Pictures {
    private Pictures() {}

    /** An image with the intensity rule that suits it. */
    static RgbImage read(Path file) {
        Image image = Images.read(file);
        try {
            return IntensityRule.suitedTo(image).apply(image);
        } catch (UserError e) {
            throw new UserError("Cannot use " + file + ": " + e.getMessage(), e);
        }
    }
}
