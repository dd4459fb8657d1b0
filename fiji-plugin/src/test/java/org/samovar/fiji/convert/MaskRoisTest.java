package org.samovar.fiji.convert;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;

class MaskRoisTest {
    private static final Size SIZE = new Size(20, 15);

    @Test
    void anEmptyMaskHasNoOutline() {
        assertThat(MaskRois.outline(RunLengthMask.of(Mask.empty(SIZE)))).isEmpty();
    }

    @Test
    void holesAndPartsAreKept() {
        Mask ring =
                Mask.where(SIZE, (x, y) -> (x >= 2 && x < 10 && y >= 2 && y < 10 && !(x == 5 && y == 5)) || x == 18);
        assertSamePixels(ring);
    }

    @Test
    void anyMaskComesBackPixelByPixel() {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            int density = 1 + random.nextInt(9);
            assertSamePixels(Mask.where(SIZE, (x, y) -> random.nextInt(10) < density));
        }
    }

    private static void assertSamePixels(Mask mask) {
        Roi roi = MaskRois.outline(RunLengthMask.of(mask)).orElseThrow();
        ImagePlus canvas = new ImagePlus("", new ByteProcessor(SIZE.width(), SIZE.height()));
        canvas.getProcessor().setValue(255);
        canvas.getProcessor().fill(roi);
        Mask back = Mask.where(SIZE, (x, y) -> canvas.getProcessor().get(x, y) != 0);
        assertThat(back).isEqualTo(mask);
    }
}
