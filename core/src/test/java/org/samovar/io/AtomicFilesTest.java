package org.samovar.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

    @Test
    void whatCannotBeWrittenIsKnownBeforeAndNothingIsMade() {
        Path file = folder.resolve("file.txt");
        AtomicFiles.writeText(file, "text");

        assertThatThrownBy(() -> AtomicFiles.requireWritable(file.resolve("a/b.txt")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("file.txt is a file, not a folder");
        assertThat(AtomicFiles.obstacle(folder)).contains("it is a folder");
        assertThat(AtomicFiles.obstacle(folder.resolve("new/new.txt"))).isEmpty();
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void aFolderWithoutPermissionIsToldBefore() {
        assumeTrue(folder.toFile().setWritable(false) && !Files.isWritable(folder));

        assertThat(AtomicFiles.obstacle(folder.resolve("file.txt"))).contains("no permission");
    }

    @Test
    void theFileThatIsReadIsNotWrittenOver() {
        Path file = folder.resolve("image.png");
        AtomicFiles.writeText(file, "pixels");

        assertThatThrownBy(() -> AtomicFiles.requireOther(folder.resolve("./image.png"), file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("it is the file that is read");
        AtomicFiles.requireOther(folder.resolve("other.png"), file);
    }

    private void assertOnlyFile(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve(name));
        }
    }
}
