package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Box;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.nn.Weights;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.PromptSet;
import org.samovar.tensor.Tensor;

/** What a session holds of a real network, here a narrow one with random weights. */
class SessionMemoryIT {
    private static final Path STATUS = Path.of("/proc/self/status");

    private final Mask object = Pictures.rectangle(160, 120, 40, 30, 90, 80);
    private final RgbImage image = Pictures.of(object);

    @Test
    void twoHundredPredictionsLeaveNothingBehind() throws IOException {
        Sam2 network = new Sam2(small());
        try (Weights weights = Weights.initialise(network, 1)) {
            long before = Tensor.live();
            predict(network, 60);
            long warm = residentKilobytes();
            predict(network, 200);
            assertThat(Tensor.live()).isEqualTo(before);
            assumeThat(warm).as("a system that tells a process's size").isPositive();
            assertThat(residentKilobytes() - warm).as("growth in kB").isLessThan(40_000);
        }
    }

    private static Sam2Config small() {
        Sam2Config nano = Sam2Config.nano();
        return new Sam2Config(
                nano.version(),
                64,
                16,
                1,
                nano.stages(),
                nano.globalBlocks(),
                nano.windows(),
                nano.background(),
                32,
                64,
                nano.memory(),
                nano.singleMask());
    }

    private void predict(Sam2 network, int times) {
        SessionSettings settings = SessionSettings.nano();
        try (EmbeddingCache cache = EmbeddingCache.inMemory(4 << 20)) {
            for (int i = 0; i < times / 2; i++) {
                try (ImageSession session = ImageSession.open(network, image, settings, cache)) {
                    PromptSet box = PromptSet.of(new BoxPrompt(new Box(40 + i % 7, 30, 90, 80 + i % 11)));
                    Candidates first = session.predict(box);
                    session.refine(box.with(PointPrompt.positive(50, 50)), first.chosen());
                    assertThat(first.chosen().mask().size()).isEqualTo(image.size());
                }
            }
        }
    }

    /** After a collection, because Java's heap would hide what libtorch keeps. */
    private static long residentKilobytes() throws IOException {
        System.gc();
        if (!Files.exists(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
