package org.samovar.testing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.samovar.geometry.Region;
import org.samovar.image.RgbImage;
import org.samovar.image.Slide;
import org.samovar.image.SlideLevel;

/** Sums of the pixels of slides, and those that tifffile, openslide-python and zarr found; {@code tools/slide_sums.py} writes these. */
public final class SlideSums {
    private static final String FOUND = "/org/samovar/image/io/slides/sums.properties";

    private SlideSums() {}

    /** What the others found in a file or picture, a number for each level. */
    public static List<Long> found(String name) throws IOException {
        Properties sums = new Properties();
        try (InputStream in = Objects.requireNonNull(SlideSums.class.getResourceAsStream(FOUND))) {
            sums.load(in);
        }
        String line = Objects.requireNonNull(sums.getProperty(name), name);
        return Arrays.stream(line.split(" ")).map(Long::valueOf).toList();
    }

    /** Of all levels of a slide. */
    public static List<Long> of(Slide slide) {
        List<SlideLevel> levels = slide.info().levels();
        return levels.stream()
                .map(level -> of(slide.read(levels.indexOf(level), new Region(0, 0, level.width(), level.height()))))
                .toList();
    }

    public static long of(RgbImage image) {
        long sum = 0;
        for (byte value : image.pixels()) {
            sum += value & 0xff;
        }
        return sum;
    }
}
