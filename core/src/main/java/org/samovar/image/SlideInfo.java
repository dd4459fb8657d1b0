package org.samovar.image;

import java.util.List;
import org.samovar.geometry.Spacing;

/**
 * What is known of a slide without its pixels.
 *
 * @param format as the library that reads it calls it
 * @param levels at least one, the finest first
 * @param spacing of the pixels of level 0; {@link Spacing#PIXELS} where it is not calibrated
 * @param associated names of the pictures beside it, such as its label or a picture of the whole glass
 */
public record SlideInfo(String format, List<SlideLevel> levels, Spacing spacing, List<String> associated) {
    public SlideInfo {
        levels = List.copyOf(levels);
        associated = List.copyOf(associated);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("a slide of no levels");
        }
    }

    /** The distances between neighbouring pixels of a level. */
    public Spacing spacing(int level) {
        double downsample = levels.get(level).downsample();
        return Spacing.of(spacing.x() * downsample, spacing.y() * downsample, spacing.unit());
    }
}
