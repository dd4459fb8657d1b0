package org.samovar.image.io.bioformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;

class PatienceTest {
    @Test
    void whatEndsInTimeIsGivenAndWhatItThrowsIsThrown() throws IOException {
        Patience patience = Patience.of("60");
        assertThat(patience.<Integer>with(() -> 3)).isEqualTo(3);
        assertThatThrownBy(() -> patience.with(() -> {
                    throw new IOException("cut off");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("cut off");
        assertThatThrownBy(() -> patience.with(() -> {
                    throw new UserError("refused");
                }))
                .isInstanceOf(UserError.class);
    }

    @Test
    void whatNeverEndsIsLeftBehind() {
        Patience none = new Patience(Duration.ZERO);
        CountDownLatch never = new CountDownLatch(1);
        assertThatThrownBy(() -> none.with(() -> waitFor(never)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 0 seconds")
                .hasMessageContaining("SAMOVAR_BIOFORMATS_SECONDS");
    }

    @Test
    void whoeverWaitsCanBeInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Patience.of("").with(() -> waitFor(never))).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static int waitFor(CountDownLatch latch) throws IOException {
        try {
            latch.await();
            return 0;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void theEnvironmentSaysSecondsOrIsRefused() {
        assertThat(Patience.of("").most()).isEqualTo(Duration.ofMinutes(5));
        assertThat(Patience.of("7").most()).isEqualTo(Duration.ofSeconds(7));
        assertThatThrownBy(() -> Patience.of("long"))
                .isInstanceOf(UserError.class)
                .hasMessage("SAMOVAR_BIOFORMATS_SECONDS is \"long\", which is no number of seconds.");
    }

    @Test
    void aFileThatIsNoJarOfBioFormatsIsRefused(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("bioformats_package.jar"), "no jar");
        assertThatThrownBy(() -> BioFormats.of(text))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is not the jar of Bio-Formats");
    }
}
