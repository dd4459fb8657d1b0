package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;

class LabelRunsPropertyTest {
    @Property(tries = 200)
    void everyWindowHasTheIdsOfThePlane(
            @ForAll @IntRange(min = 1, max = 12) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 6) int steadiness,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        char[] plane = new char[width * height];
        for (int i = 0; i < plane.length; i++) {
            boolean same = i > 0 && random.nextInt(steadiness) > 0;
            plane[i] = same ? plane[i - 1] : (char) (random.nextInt(3) == 0 ? 65535 : random.nextInt(2));
        }
        int x = random.nextInt(width);
        int y = random.nextInt(height);
        Region window = new Region(x, y, 1 + random.nextInt(width - x), 1 + random.nextInt(height - y));

        double[] read = LabelRuns.of(new Size(width, height), plane).read(window);

        for (int i = 0; i < read.length; i++) {
            int at = (y + i / window.width()) * width + x + i % window.width();
            assertThat(read[i]).isEqualTo(plane[at]);
        }
    }
}
