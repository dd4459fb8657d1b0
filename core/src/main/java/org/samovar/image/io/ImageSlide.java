package org.samovar.image.io;

import java.util.List;
import org.samovar.geometry.Region;
import org.samovar.geometry.Spacing;
import org.samovar.image.RgbImage;
import org.samovar.image.Slide;
import org.samovar.image.SlideInfo;
import org.samovar.image.SlideLevel;
import org.samovar.image.SlideSource;

/** An image in memory as a slide of one level. */
record ImageSlide(RgbImage image) implements SlideSource {
    static Slide of(RgbImage image, String format) {
        SlideLevel level = SlideLevel.finest(image.width(), image.height());
        return Slide.of(new SlideInfo(format, List.of(level), Spacing.PIXELS, List.of()), new ImageSlide(image));
    }

    @Override
    public byte[] read(int level, Region window) {
        return image.crop(window).pixels();
    }

    @Override
    public RgbImage associated(String name) {
        throw new IllegalArgumentException("no picture " + name);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
