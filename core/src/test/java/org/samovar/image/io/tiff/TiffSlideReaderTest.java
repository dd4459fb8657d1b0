package org.samovar.image.io.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.image.Slide;
import org.samovar.image.io.Slides;
import org.samovar.image.io.tiff.TiffEntries.Form;

class TiffSlideReaderTest {
    private static final int WIDTH = 100_000;
    private static final int HEIGHT = 90_000;
    private static final int TILE = 512;

    @TempDir
    private Path folder;

    /** One tile of which all others are copies: red the column in it, green the row. */
    private static byte[] tile() throws IOException {
        byte[] pixels = new byte[3 * TILE * TILE];
        for (int i = 0; i < TILE * TILE; i++) {
            pixels[3 * i] = (byte) (i % TILE);
            pixels[3 * i + 1] = (byte) (i / TILE);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(pixels);
        }
        return packed.toByteArray();
    }

    /** @param depth bits of a sample */
    private Path giant(int depth) throws IOException {
        byte[] tile = tile();
        int header = Form.BIG.headerBytes();
        int tiles = ((WIDTH + TILE - 1) / TILE) * ((HEIGHT + TILE - 1) / TILE);
        long[] places = new long[tiles];
        long[] lengths = new long[tiles];
        Arrays.fill(places, header);
        Arrays.fill(lengths, tile.length);
        byte[] page = new TiffEntries(Form.BIG)
                .longs(TiffDirectory.WIDTH, WIDTH)
                .longs(TiffDirectory.HEIGHT, HEIGHT)
                .shorts(TiffDirectory.BITS, depth, depth, depth)
                .shorts(TiffDirectory.COMPRESSION, TiffDirectory.DEFLATE)
                .shorts(TiffDirectory.PHOTOMETRIC, TiffDirectory.RGB)
                .shorts(TiffDirectory.SAMPLES, 3)
                .longs(TiffDirectory.TILE_WIDTH, TILE)
                .longs(TiffDirectory.TILE_HEIGHT, TILE)
                .places(TiffDirectory.TILE_OFFSETS, places)
                .places(TiffDirectory.TILE_BYTES, lengths)
                .bytes(header + tile.length, 0);
        Path file = folder.resolve("giant.tif");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(Form.BIG.header(header + tile.length));
            out.write(tile);
            out.write(page);
        }
        return file;
    }

    @Test
    void aSlideOfMorePixelsThanAnArrayHoldsIsReadTileByTile() throws IOException {
        try (Slide slide = Slides.open(giant(8))) {
            assertThat(slide.info().levels().get(0).size()).isEqualTo("100000 x 90000");
            RgbImage part = slide.read(0, new Region(WIDTH - 700, HEIGHT - 600, 700, 600));
            for (int y = 0; y < 600; y += 7) {
                for (int x = 0; x < 700; x += 5) {
                    assertThat(part.get(x, y, 0)).isEqualTo((WIDTH - 700 + x) % TILE & 0xff);
                    assertThat(part.get(x, y, 1)).isEqualTo((HEIGHT - 600 + y) % TILE & 0xff);
                }
            }
        }
    }

    @Test
    void theRangeOfAGiantWithoutSmallerLevelsIsNotLookedFor() throws IOException {
        Path file = giant(16);
        assertThatThrownBy(() -> Slides.open(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("100000 x 90000 pixels is too large to find their range from");
    }
}
