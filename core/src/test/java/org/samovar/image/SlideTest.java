package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Region;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;

class SlideTest {
    private static final SlideInfo INFO = new SlideInfo(
            "test",
            List.of(new SlideLevel(100_000, 90_000, 1), new SlideLevel(3000, 2500, 32.5)),
            Spacing.of(0.25, 0.5, "µm"),
            List.of("label"));

    private final List<Region> asked = new ArrayList<>();
    private int closed;

    private final Slide slide = Slide.of(INFO, new SlideSource() {
        @Override
        public byte[] read(int level, Region window) {
            asked.add(window);
            byte[] out = new byte[3 * window.size().pixels()];
            for (int i = 0; i < out.length; i++) {
                int x = window.x() + i / 3 % window.width();
                int y = window.y() + i / 3 / window.width();
                out[i] = (byte) (x + 7 * y + i % 3 + level);
            }
            return out;
        }

        @Override
        public RgbImage associated(String name) {
            return RgbImage.gray(1, 1, new byte[] {5});
        }

        @Override
        public void close() {
            closed++;
        }
    });

    @Test
    void aLargePartIsPutTogetherOfPieces() {
        RgbImage part = slide.read(1, new Region(500, 300, 2100, 1500));
        assertThat(asked).hasSize(6).allMatch(piece -> piece.width() <= 1024 && piece.height() <= 1024);
        for (int y = 0; y < 1500; y += 11) {
            for (int x = 0; x < 2100; x += 13) {
                assertThat(part.get(x, y, 2)).isEqualTo((500 + x + 7 * (300 + y) + 2 + 1) & 0xff);
            }
        }
    }

    @Test
    void nothingIsAskedForThatIsNotThere() {
        assertThatThrownBy(() -> slide.read(2, new Region(0, 0, 1, 1)))
                .isInstanceOf(UserError.class)
                .hasMessage("The slide has no level 2; it has 2, from 0 on.");
        assertThatThrownBy(() -> slide.read(1, new Region(2999, 0, 2, 1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("3000 x 2500 pixels");
        assertThatThrownBy(() -> slide.read(0, new Region(0, 0, 100_000, 90_000)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("too large to be read at once");
        assertThatThrownBy(() -> slide.associated("macro"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is label");
        assertThat(asked).isEmpty();
    }

    @Test
    void aClosedSlideIsClosedOnceAndNotReadAgain() {
        slide.read(0, new Region(99_999, 89_999, 1, 1));
        slide.close();
        slide.close();
        assertThat(closed).isOne();
        assertThatThrownBy(() -> slide.read(0, new Region(0, 0, 1, 1)))
                .isInstanceOf(UserError.class)
                .hasMessage("The slide is closed already.");
        assertThatThrownBy(() -> slide.associated("label")).isInstanceOf(UserError.class);
    }

    @Test
    void aReadingThatIsCancelledStopsBeforeTheNextPiece() {
        assertThatThrownBy(() -> slide.read(0, new Region(0, 0, 4096, 4096), () -> asked.size() == 3))
                .isInstanceOf(CancellationException.class);
        assertThat(asked).hasSize(3);
    }

    @Test
    void theSpacingOfALevelGrowsAsItIsReduced() {
        assertThat(INFO.spacing(0)).isEqualTo(Spacing.of(0.25, 0.5, "µm"));
        assertThat(INFO.spacing(1)).isEqualTo(Spacing.of(8.125, 16.25, "µm"));
    }

    @Test
    void aLevelThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new SlideLevel(0, 5, 1)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new SlideLevel(5, 5, Double.NaN)).isInstanceOf(UserError.class);
    }

    @Test
    void aLevelIsAnImageThatIsReadWhereOneLooks() {
        RandomAccessibleInterval<ARGBType> pixels = slide.pixels(0);
        assertThat(pixels.dimensionsAsLongArray()).containsExactly(100_000, 90_000);
        ARGBType last = pixels.getAt(99_999, 89_999);
        assertThat(ARGBType.red(last.get())).isEqualTo((99_999 + 7 * 89_999) & 0xff);
        assertThat(ARGBType.blue(last.get())).isEqualTo((99_999 + 7 * 89_999 + 2) & 0xff);
        int parts = asked.size();
        assertThat(pixels.getAt(99_998, 89_999).get()).isNotEqualTo(last.get());
        assertThat(asked).as("parts that were read").hasSize(parts).allMatch(part -> part.width() <= 512);
        assertThatThrownBy(() -> slide.pixels(2)).isInstanceOf(UserError.class);
    }
}
