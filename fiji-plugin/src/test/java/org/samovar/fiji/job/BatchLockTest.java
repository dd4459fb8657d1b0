package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;

class BatchLockTest {
    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void nameTheFolder() {
        folder = temporary.resolve("a folder/that is not there");
    }

    /** A program that takes a folder, says so, and keeps it until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            try (BatchLock lock = BatchLock.take(Path.of(arguments[0]))) {
                System.out.println(lock);
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    }

    private Process otherProgram() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    private void assertThatItIsTaken() {
        assertThatThrownBy(() -> BatchLock.take(folder))
                .isInstanceOf(UserError.class)
                .hasMessage("Another batch is writing to " + folder + ".");
    }

    @Test
    void aFolderThatWasGivenBackCanBeTakenAgain() {
        try (BatchLock lock = BatchLock.take(folder)) {
            assertThat(lock).isNotNull();
            assertThatItIsTaken();
            assertThatItIsTaken();
        }
        BatchLock.take(folder).close();
    }

    @Test
    void aFolderOfAnotherProgramIsTakenUntilThatIsKilled() throws Exception {
        Process other = otherProgram();
        try {
            assertThat(other.inputReader().readLine()).startsWith(BatchLock.class.getName());
            assertThatItIsTaken();
            assertThatItIsTaken();
        } finally {
            other.destroyForcibly().waitFor();
        }
        BatchLock.take(folder).close();
    }

    @Test
    void whoIsRefusedInThisProgramDoesNotFreeItForAnother() throws Exception {
        try (BatchLock lock = BatchLock.take(folder)) {
            assertThat(lock).isNotNull();
            assertThatItIsTaken();
            Process other = otherProgram();
            try {
                assertThat(other.inputReader().readLine()).contains("Another batch is writing to " + folder);
            } finally {
                other.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void aFileInThePlaceOfTheFolderIsAnError() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "a file");
        assertThatThrownBy(() -> BatchLock.take(folder))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Cannot write to " + folder);
    }
}
