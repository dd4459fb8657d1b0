package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Region;

class MontageTest {
    private static final RgbImage RED =
            RgbImage.of(1, 1, new byte[] {(byte) 200, 0, 0}).enlarged(30);
    private static final RgbImage GRAY = RgbImage.gray(20, 10, new byte[200]);

    @Test
    void picturesLieSideBySideInRowsOfCellsOfOneSize() {
        RgbImage montage = Montage.of(List.of(panel(GRAY), panel(RED), panel(RED)), 2);
        assertThat(montage.size().toString()).isEqualTo("64 x 64");
        assertThat(montage.crop(new Region(34, 0, 30, 30)).pixels()).isEqualTo(RED.pixels());
        assertThat(montage.crop(new Region(0, 34, 30, 30)).pixels()).isEqualTo(RED.pixels());
        assertThat(montage.get(33, 5, 0)).isZero();
    }

    @Test
    void textStandsBelowItsPictureInWhite() {
        RgbImage without = Montage.of(List.of(panel(RED)), 1);
        RgbImage with = Montage.of(List.of(new Montage.Panel(RED, List.of("SAM-2", "0.93"))), 1);
        assertThat(without.size()).isEqualTo(RED.size());
        assertThat(with.crop(RED.size().region()).pixels()).isEqualTo(RED.pixels());
        // five letters of six columns, each two pixels wide
        assertThat(with.width()).isEqualTo(60);
        assertThat(white(with)).isPositive();
        assertThat(with.pixels())
                .isEqualTo(Montage.of(List.of(new Montage.Panel(RED, List.of("sam-2", "0.93"))), 1)
                        .pixels());
    }

    @Test
    void aPixelBecomesASquare() {
        RgbImage two = RgbImage.gray(2, 1, new byte[] {1, 2});
        RgbImage large = two.enlarged(2);
        assertThat(large.luma()).containsExactly(1, 1, 2, 2, 1, 1, 2, 2);
        assertThat(two.enlarged(1).pixels()).isEqualTo(two.pixels());
    }

    private static Montage.Panel panel(RgbImage picture) {
        return new Montage.Panel(picture, List.of());
    }

    private static long white(RgbImage image) {
        long n = 0;
        for (byte value : image.pixels()) {
            n += (value & 0xff) == 255 ? 1 : 0;
        }
        return n;
    }
}
