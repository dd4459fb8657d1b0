package org.samovar.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;

class AtomicFilesTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsWrittenWithTheFoldersAboveIt() {
        Path file = folder.resolve("a/b/c.txt");

        AtomicFiles.writeText(file, "größe");

        assertThat(file).hasContent("größe");
    }

    @Test
    void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("kept.txt");
        AtomicFiles.writeText(file, "old");

        assertThatThrownBy(() -> AtomicFiles.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("kept.txt")
                .hasMessageContaining("No space left on device");

        assertThat(file).hasContent("old");
        assertOnlyFile("kept.txt");
    }

    @Test
    void anErrorOfTheContentGoesThroughAndNothingIsLeft() throws IOException {
        Path file = folder.resolve("never.txt");

        assertThatThrownBy(() -> AtomicFiles.write(file, out -> {
                    throw new UserError("No.");
                }))
                .hasMessage("No.");

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aNewFileTakesThePlaceOfTheOld() throws IOException {
        Path file = folder.resolve("kept.txt");
        AtomicFiles.writeText(file, "a long old text");

        AtomicFiles.writeText(file, "new");

        assertThat(file).hasContent("new");
        assertOnlyFile("kept.txt");
    }

    @Test
    void aFolderIsNotOverwritten() {
        assertThatThrownBy(() -> AtomicFiles.writeText(folder, "text"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("it is a folder");
    }

    private void assertOnlyFile(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve(name));
        }
    }
}
