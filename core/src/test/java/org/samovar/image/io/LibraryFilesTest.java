package org.samovar.image.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.UserError;
import org.samovar.image.io.bioformats.BioFormats;
import org.samovar.image.io.openslide.OpenSlide;

class LibraryFilesTest {
    @TempDir
    Path folder;

    @Test
    void aNamedFileHasToBeThere() throws IOException {
        Path jar = Files.createFile(folder.resolve("some.jar"));
        assertThat(LibraryFile.named(Map.of("V", jar.toString()), "V")).contains(jar);
        assertThat(LibraryFile.named(Map.of("V", " "), "V")).isEmpty();
        assertThat(LibraryFile.named(Map.of(), "V")).isEmpty();
        assertThatThrownBy(() -> LibraryFile.named(Map.of("V", folder + "/none.jar"), "V"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("none.jar, which V names");
    }

    @Test
    void ofSeveralFilesTheLastByNameIsTaken() throws IOException {
        assertThat(LibraryFile.kept(folder.resolve("none"), new BioFormats().files()))
                .isEmpty();
        Files.createFile(folder.resolve("libopenslide.so.1"));
        Files.createFile(folder.resolve("bioformats_package-6.7.jar"));
        Path newer = Files.createFile(folder.resolve("bioformats_package-8.5.jar"));
        assertThat(LibraryFile.kept(folder, new BioFormats().files())).contains(newer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"libopenslide.so", "libopenslide.so.1.0.0", "libopenslide-1.dll", "libopenslide.1.dylib"})
    void theNamesOfTheLibraryOnAllSystemsAreKnown(String name) {
        assertThat(name).matches(new OpenSlide().files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openslide.jar", "libtiff.so", "libopenslide.so.txt"})
    void otherFilesAreNone(String name) {
        assertThat(name).doesNotMatch(new OpenSlide().files());
    }

    @Test
    void anImageOfAFileIsSpelledWithItsNumber() throws IOException {
        assertThat(SeriesFile.of(folder.resolve("a.lif#3"))).isEqualTo(new SeriesFile(folder.resolve("a.lif"), 3));
        assertThat(SeriesFile.of(folder.resolve("a.lif"))).isEqualTo(new SeriesFile(folder.resolve("a.lif"), 0));
        assertThat(SeriesFile.of(folder.resolve("a#x"))).isEqualTo(new SeriesFile(folder.resolve("a#x"), 0));
        Path own = Files.createFile(folder.resolve("b.lif#3"));
        assertThat(SeriesFile.of(own)).isEqualTo(new SeriesFile(own, 0));
    }

    @Test
    void anotherImageOfAFileOfCoreIsRefused() throws IOException {
        Path picture = Files.copy(FileFormatsTest.file("gray16.png"), folder.resolve("gray.png"));
        assertThatThrownBy(() -> Images.read(Path.of(picture + "#1")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("only the first image of a file");
        assertThatThrownBy(() -> Images.read(folder.resolve("none.png#1")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("There is no file");
        assertThat(Images.read(Path.of(picture + "#0")).width())
                .isEqualTo(Images.read(picture).width());
    }
}
