package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.geometry.Size;

/**
 * Pillow 12.0.0 on a 37 x 23 image with {@code ((x*x*7 + y*13 + c*71 + (x*y) % 17 * 11) % 256)} at column x, row y, channel
 * c: SHA-256 of {@code numpy.asarray(image.resize((w, h), filter)).tobytes()}.
 */
class PillowResizeParityTest {
    @ParameterizedTest
    @CsvSource({
        "19, 11, BILINEAR, 90a0308c8bf9bf5fc99c5d793bdc78f4053325f5fadfd9299fbdec75206dcbc4",
        "19, 11, BICUBIC, 0625f0fc7277026470ff2018ddb184e8d0640675b275cac077ff9709df188fea",
        "64, 40, BILINEAR, 8f55a9cc0d6a8ef3ae24c662bf3173183c776addec7e32f9c96c51849840edf2",
        "64, 40, BICUBIC, db8c66d733bd425d1a929182514e73ab6da8ad31e118c68546ba0451cc698af6",
        "37, 7, BILINEAR, 9059ece1cadba87564fdc6ae16fa4f546b2f8236bd77685017961ef6d6370331",
        "37, 7, BICUBIC, b7958aa5d867da9332158052bad850cf6b9637bcb5c927cf0ea010cba863027d",
        "5, 23, BILINEAR, b8296975034fbfa0bb1046ed2b931225bfc5ab6077c85df660bfb47a26607dd9",
        "5, 23, BICUBIC, 8bcf9a3b29fcebf653b526073dff609f961b80290064971ce011a3657a8baa66",
        "1, 1, BILINEAR, efbb957f76b385c74cb623ea8c03c809fa2e15d77a94004c0def3e3f6388b00b",
        "1, 1, BICUBIC, c350c93ddba6a00a159d589f3f25bd59a7aed18f589ecd933b8821c343dc24e1",
        "100, 3, BILINEAR, ddb8ffcbe23adbc86442da7249c61d23152209af50dd4f260f9410bd9336b1bf",
        "100, 3, BICUBIC, 0222fc6932304403ed50b1198ac4a0550514bc2255deee7842d0202281816191",
        "37, 23, BILINEAR, f227985438aabfdc01d4f96140723d74b83edae3f3124d77fed7b5002556252d",
        "37, 23, BICUBIC, f227985438aabfdc01d4f96140723d74b83edae3f3124d77fed7b5002556252d",
    })
    void everyByteIsPillows(int width, int height, Filter filter, String sha256) {
        RgbImage resized = Resampling.resize(source(), new Size(width, height), filter);

        assertThat(sha256(resized.pixels())).isEqualTo(sha256);
    }

    @Test
    void theFirstPixelsArePillows() {
        RgbImage resized = Resampling.resize(source(), new Size(19, 11), Filter.BILINEAR);

        int[] expected = {22, 93, 164, 76, 143, 188, 157, 164, 143, 145, 146, 142, 115, 132, 129, 139, 105, 136};
        for (int i = 0; i < expected.length; i++) {
            assertThat(resized.pixels()[i] & 0xff).isEqualTo(expected[i]);
        }
    }

    private static RgbImage source() {
        byte[] pixels = new byte[37 * 23 * 3];
        for (int y = 0, i = 0; y < 23; y++) {
            for (int x = 0; x < 37; x++) {
                for (int c = 0; c < 3; c++, i++) {
                    pixels[i] = (byte) (x * x * 7 + y * 13 + c * 71 + x * y % 17 * 11);
                }
            }
        }
        return RgbImage.of(37, 23, pixels);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
