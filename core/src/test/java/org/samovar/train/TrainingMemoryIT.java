package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.tensor.Tensor;

/** What training holds on to. */
class TrainingMemoryIT {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int WARM = 60;
    private static final int END = WARM + 200;

    @TempDir
    private Path folder;

    @Test
    void twoHundredStepsLeaveNothingBehind() {
        Map<Long, Long> resident = new HashMap<>();
        Map<Long, Long> tensors = new HashMap<>();
        TrainingListener measuring = new TrainingListener() {
            @Override
            public void message(String line) {}

            @Override
            public void progress(Progress at) {
                if (at.iteration() == WARM || at.iteration() == END) {
                    resident.put(at.iteration(), residentKilobytes());
                    tensors.put(at.iteration(), Tensor.live());
                }
            }
        };
        try (Trainer trainer = Trainer.open(
                TinyRun.config(END, 1e-4), TinyRun.network(), Optional.empty(), folder, folder, measuring)) {
            trainer.run();
        }
        assertThat(tensors.get((long) END)).isEqualTo(tensors.get((long) WARM));
        assumeThat(resident.get((long) WARM))
                .as("a system that tells a process's size")
                .isPositive();
        assertThat(resident.get((long) END) - resident.get((long) WARM))
                .as("growth in kB")
                .isLessThan(40_000);
    }

    /** After a collection, because Java's heap would hide what libtorch keeps. */
    private static long residentKilobytes() {
        System.gc();
        if (!Files.exists(STATUS)) {
            return 0;
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
