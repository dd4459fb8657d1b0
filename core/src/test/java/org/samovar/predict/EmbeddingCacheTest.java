package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Fit;
import org.samovar.image.RgbImage;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.PromptSet;
import org.samovar.tensor.Tensor;

class EmbeddingCacheTest {
    private static final SessionSettings WHOLE = SessionSettings.published().withZoom(Zoom.NEVER);
    private static final PromptSet CLICK = PromptSet.of(PointPrompt.positive(40, 30));
    /** Bytes of an embedding of the network below: 3 x 8 x 8 and 3 x 32 x 32 floats. */
    private static final long EMBEDDING = 4L * 3 * (8 * 8 + 32 * 32);

    private final ColourNetwork network = new ColourNetwork(128, Fit.STRETCH);

    @TempDir
    Path folder;

    private static RgbImage image(int left) {
        return Pictures.of(Pictures.rectangle(120, 80, left, 16, 60, 48));
    }

    private float[] predict(EmbeddingCache cache, RgbImage image) {
        try (ImageSession session = ImageSession.open(network, image, WHOLE, cache)) {
            return session.predict(CLICK).chosen().logits().values();
        }
    }

    private EmbeddingCache onDisk(long diskBytes) {
        return EmbeddingCache.onDisk(new EmbeddingFolder(folder, diskBytes), "hash", 1 << 20);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void sessionsShareTheCacheWithoutConfusingImages() {
        try (EmbeddingCache cache = EmbeddingCache.inMemory(1 << 20)) {
            float[] first = predict(cache, image(20));
            float[] second = predict(cache, image(30));
            assertThat(network.encoded()).isEqualTo(2);
            assertThat(predict(cache, image(20))).isEqualTo(first).isNotEqualTo(second);
            assertThat(network.encoded()).isEqualTo(2);
            assertThat(cache.bytes()).isEqualTo(2 * EMBEDDING);
        }
    }

    @Test
    void aClearedCacheHoldsNothingAndStillWorks() {
        try (EmbeddingCache cache = EmbeddingCache.inMemory(1 << 20)) {
            float[] first = predict(cache, image(20));
            cache.clear();
            assertThat(cache.bytes()).isZero();
            assertThat(predict(cache, image(20))).isEqualTo(first);
            assertThat(network.encoded()).isEqualTo(2);
        }
    }

    @Test
    void theLeastRecentlyUsedEmbeddingGoesFirst() {
        try (EmbeddingCache cache = EmbeddingCache.inMemory(2 * EMBEDDING)) {
            predict(cache, image(20));
            predict(cache, image(30));
            predict(cache, image(20));
            predict(cache, image(40));
            assertThat(cache.bytes()).isEqualTo(2 * EMBEDDING);
            predict(cache, image(20));
            assertThat(network.encoded()).isEqualTo(3);
            predict(cache, image(30));
            assertThat(network.encoded()).isEqualTo(4);
        }
    }

    @Test
    void aCacheWithoutRoomStillServesTheLatestImageAndFreesTheRest() {
        long before = Tensor.live();
        try (EmbeddingCache cache = EmbeddingCache.inMemory(0)) {
            for (int left = 20; left < 30; left++) {
                predict(cache, image(left));
                predict(cache, image(left));
            }
            assertThat(network.encoded()).isEqualTo(10);
            assertThat(cache.bytes()).isEqualTo(EMBEDDING);
        }
        assertThat(Tensor.live()).isEqualTo(before);
    }

    @Test
    void anEmbeddingComesBackFromTheDiskBitForBit() throws IOException {
        float[] first;
        try (EmbeddingCache cache = onDisk(1 << 20)) {
            first = predict(cache, image(20));
        }
        assertThat(files()).hasSize(1);
        try (EmbeddingCache cache = onDisk(1 << 20)) {
            assertThat(predict(cache, image(20))).isEqualTo(first);
            assertThat(network.encoded()).isEqualTo(1);
        }
    }

    @Test
    void anotherNetworkHasItsOwnFiles() throws IOException {
        try (EmbeddingCache cache = onDisk(1 << 20);
                EmbeddingCache other = EmbeddingCache.onDisk(new EmbeddingFolder(folder, 1 << 20), "other", 1 << 20)) {
            predict(cache, image(20));
            predict(other, image(20));
        }
        assertThat(network.encoded()).isEqualTo(2);
        assertThat(files()).hasSize(2);
    }

    @Test
    void aDamagedFileIsReplacedWhereverItIsDamaged() throws IOException {
        float[] first;
        try (EmbeddingCache cache = onDisk(1 << 20)) {
            first = predict(cache, image(20));
        }
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        int encoded = 1;
        for (int at : new int[] {0, 5, 9, 14, 22, 300, whole.length - 1}) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x40;
            Files.write(file, damaged);
            try (EmbeddingCache cache = onDisk(1 << 20)) {
                assertThat(predict(cache, image(20))).isEqualTo(first);
            }
            assertThat(network.encoded()).as("byte %d", at).isEqualTo(++encoded);
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        }
        for (int length : new int[] {0, 3, 15, 100, whole.length - 4}) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            try (EmbeddingCache cache = onDisk(1 << 20)) {
                assertThat(predict(cache, image(20))).isEqualTo(first);
            }
            assertThat(network.encoded()).isEqualTo(++encoded);
        }
    }

    @Test
    void theFolderStaysWithinItsSize() throws IOException {
        long room = 2 * EMBEDDING + 200;
        try (EmbeddingCache cache = onDisk(room)) {
            for (int left = 20; left < 26; left++) {
                predict(cache, image(left));
            }
        }
        assertThat(files()).hasSize(2);
        try (EmbeddingCache cache = onDisk(10)) {
            predict(cache, image(50));
        }
        assertThat(files()).hasSize(2);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoError() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        try (EmbeddingCache cache =
                EmbeddingCache.onDisk(new EmbeddingFolder(file.resolve("sub"), 1 << 20), "hash", 1 << 20)) {
            assertThatCode(() -> predict(cache, image(20))).doesNotThrowAnyException();
        }
    }
}
