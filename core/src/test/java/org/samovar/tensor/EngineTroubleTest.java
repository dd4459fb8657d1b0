package org.samovar.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;
import org.samovar.io.TypedPath;

class EngineTroubleTest {
    private static UserError explained(Throwable cause) {
        return EngineTrouble.explain(new ExceptionInInitializerError(new IllegalStateException("load", cause)));
    }

    @Test
    void aLibraryThatIsLoadedElsewhereIsNamed() {
        UserError error = explained(
                new UnsatisfiedLinkError("Native Library /a/libtorch.so already loaded in another classloader"));
        assertThat(error)
                .hasMessageStartingWith("Something else has loaded PyTorch into this program already (/a/libtorch.so");
        assertThat(error.hint().orElseThrow()).contains("start ImageJ again");
    }

    @Test
    void aDamagedLibraryIsToBeUnpackedAgain() {
        UserError error = explained(new UnsatisfiedLinkError("libtorch.so: file too short"));
        assertThat(error).hasMessage("PyTorch's library cannot be loaded: libtorch.so: file too short.");
        assertThat(error.hint().orElseThrow()).startsWith("Delete the folder ");
    }

    @Test
    void aFullDiskIsToldWithTheSpaceThatIsNeeded() {
        UserError error = explained(new FileSystemException("x", null, "No space left on device"));
        assertThat(error).hasMessageContaining("No space left on device");
        assertThat(error.hint().orElseThrow()).contains("500 MB");
    }

    @Test
    void lettersThatJavaCannotNameAreToBlameOnTheLanguageSetting() {
        UserError error = explained(new InvalidPathException("/users/M\uFFFDller", "unmappable"));
        assertThat(error).hasMessageContaining("/users/M");
        assertThat(error.hint().orElseThrow()).contains(TypedPath.OTHER_LETTERS, "DJL_CACHE_DIR");
    }

    @Test
    void theFilesOfAProcessAreReadWithSpacesInTheirNames() {
        assertThat(LoadedLibraries.files(List.of(
                        "7f0-7f1 r-xp 00000000 08:01 12345      /a b/libtorch_cpu.so",
                        "7f1-7f2 rw-p 00001000 08:01 12345      /a b/libtorch_cpu.so",
                        "7f2-7f3 rw-p 00000000 00:00 0 ",
                        "7ff-800 rw-p 00000000 00:00 0          [stack]")))
                .containsExactly(Path.of("/a b/libtorch_cpu.so"));
    }
}
