package org.samovar.fiji.installed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slide of 20,000 by 20,000 pixels, opened as a virtual stack, in an ImageJ with 1.3 GB of heap. */
class LargeImageIT {
    private static final int SIDE = 20_000;
    private static final int RADIUS = 60;
    private static final String MACRO = String.join(
            "\n",
            "run('Raw...', 'open=[FILE] image=8-bit width=20000 height=20000 offset=0 number=1 gap=0 use');",
            "setMinAndMax(0, 255);",
            "makePoint(15000, 12000);",
            "run('Segment with Prompts...', 'output=ROI');",
            "getStatistics(area); print('CLICKED ' + area);",
            "makeRectangle(14930, 11930, 140, 140);",
            "run('Segment with Prompts...', 'output=ROI');",
            "getStatistics(area); print('BOXED ' + area);",
            "getSelectionBounds(x, y, width, height); print('LEFT ' + x);",
            "print('PEAK ' + call('" + Peak.class.getName() + ".megabytes'));");

    @Test
    void promptsWorkOnAPartOfItWithinTwoGigabytes(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("slide.raw");
        write(file);
        String printed = InstalledImageJ.runHeadless(
                MACRO.replace("FILE", file.toString().replace("\\", "\\\\")));
        double disc = Math.PI * RADIUS * RADIUS;
        assertThat(InstalledImageJ.number(printed, "CLICKED")).isBetween(0.5 * disc, 1.5 * disc);
        assertThat(InstalledImageJ.number(printed, "BOXED")).isBetween(0.7 * disc, 1.3 * disc);
        assertThat(InstalledImageJ.number(printed, "LEFT")).isBetween(14_930.0, 14_950.0);
        assertThat(InstalledImageJ.number(printed, "PEAK")).isLessThan(2048);
    }

    /** A bright disc on black; the file has holes where the system knows such. */
    private static void write(Path file) throws IOException {
        try (RandomAccessFile pixels = new RandomAccessFile(file.toFile(), "rw")) {
            pixels.setLength((long) SIDE * SIDE);
            for (int dy = -RADIUS; dy <= RADIUS; dy++) {
                int half = (int) Math.sqrt(RADIUS * RADIUS - dy * dy);
                byte[] row = new byte[2 * half + 1];
                Arrays.fill(row, (byte) 200);
                pixels.seek((12_000L + dy) * SIDE + 15_000 - half);
                pixels.write(row);
            }
        }
    }
}
