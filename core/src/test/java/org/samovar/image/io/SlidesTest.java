package org.samovar.image.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.Region;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.IntensityRule;
import org.samovar.image.RgbImage;
import org.samovar.image.Slide;
import org.samovar.image.SlideLevel;
import org.samovar.testing.SlideSums;
import org.samovar.testing.WrittenSlides;
import org.samovar.testing.WrittenStacks;

/** Slides by core's own readers. The files are other programs', see {@code slides/generate.py}, and so are the sums, see {@link SlideSums}. */
class SlidesTest {
    @TempDir
    Path folder;

    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(SlidesTest.class.getResource("slides/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "deflate.tif, TIFF, 3, 0.25, µm",
        "subpages.ome.tif, TIFF, 3, 0.5, µm",
        "planes.ome.tif, TIFF, 3, 1, pixel",
        "deep.tif, TIFF, 3, 1, pixel",
        "jpeg.tif, TIFF, 4, 0.25, µm"
    })
    void thePixelsOfAPyramidAreThoseOfOtherReaders(String name, String format, int levels, double spacing, String unit)
            throws IOException {
        try (Slide slide = Slides.open(file(name))) {
            assertThat(slide.info().format()).isEqualTo(format);
            assertThat(slide.info().levels()).hasSize(levels);
            assertThat(slide.info().spacing()).isEqualTo(Spacing.of(spacing, spacing, unit));
            assertThat(slide.info().associated()).isEmpty();
            assertThat(SlideSums.of(slide)).isEqualTo(SlideSums.found(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"colours2.zarr", "deep3.zarr"})
    void theSizesOfAnOmeZarrAreLevels(String name) throws IOException {
        ChunkFixtures.unpack("slides/zarrs.zip", folder);
        assertThat(Slides.recognises(folder.resolve(name))).isTrue();
        try (Slide slide = Slides.open(folder.resolve(name))) {
            assertThat(slide.info().levels())
                    .containsExactly(
                            new SlideLevel(300, 200, 1), new SlideLevel(150, 100, 2), new SlideLevel(75, 50, 4));
            assertThat(slide.info().spacing(2)).isEqualTo(Spacing.of(2, 2, "µm"));
            assertThat(SlideSums.of(slide)).isEqualTo(SlideSums.found(name));
        }
        try (Slide one = Slides.open(folder.resolve(name).resolve("1"))) {
            assertThat(one.info().levels()).containsExactly(new SlideLevel(150, 100, 1));
            assertThat(one.info().spacing()).isEqualTo(Spacing.of(1, 1, "µm"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate.tif", "planes.ome.tif", "jpeg.tif", "deep.tif"})
    void aPartIsThatOfTheWholeWhateverTilesItTouches(String name) {
        try (Slide slide = Slides.open(file(name))) {
            RgbImage whole = slide.read(1, new Region(0, 0, 150, 100));
            for (Region part :
                    List.of(new Region(63, 63, 2, 2), new Region(149, 99, 1, 1), new Region(10, 20, 130, 70))) {
                assertThat(slide.read(1, part).pixels())
                        .isEqualTo(whole.crop(part).pixels());
            }
        }
    }

    @Test
    void manyThreadsReadAtATime() {
        try (Slide slide = Slides.open(file("jpeg.tif"))) {
            RgbImage whole = slide.read(0, new Region(0, 0, 300, 200));
            assertThat(IntStream.range(0, 200).parallel().allMatch(i -> {
                        Region part = new Region(i % 250, i % 150, 50, 50);
                        return slide.read(0, part)
                                .contentHash()
                                .equals(whole.crop(part).contentHash());
                    }))
                    .isTrue();
        }
    }

    @Test
    void picturesOfOtherProportionsAreNoLevels() throws IOException {
        try (Slide slide = Slides.open(WrittenSlides.aperio(folder.resolve("scan.tif")))) {
            assertThat(slide.info().levels())
                    .containsExactly(new SlideLevel(1100, 700, 1), new SlideLevel(275, 175, 4));
            assertThat(SlideSums.of(slide)).isEqualTo(SlideSums.found("scan.svs"));
        }
    }

    @Test
    void levelsBelowThePageAreFound() throws IOException {
        try (Slide slide = Slides.open(WrittenSlides.omePyramid(folder.resolve("tissue.ome.tif")))) {
            assertThat(slide.info().levels()).extracting(SlideLevel::downsample).containsExactly(1.0, 2.0, 4.0);
            assertThat(slide.info().spacing()).isEqualTo(Spacing.of(500, 500, "nm"));
            assertThat(SlideSums.of(slide)).isEqualTo(SlideSums.found("tissue.ome.tif"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rgb.png, PNG",
        "gray16.png, PNG",
        "gray.jpg, JPEG",
        "palette.tif, TIFF",
        "bits.tif, TIFF",
        "gray16_lzw.tif, TIFF"
    })
    void anyImageIsASlideOfOneLevel(String name, String format) {
        Path picture = FileFormatsTest.file(name);
        RgbImage expected = IntensityRule.rgb(Images.read(picture), name);
        try (Slide slide = Slides.open(picture)) {
            assertThat(slide.info().format()).isEqualTo(format);
            assertThat(slide.info().levels()).containsExactly(SlideLevel.finest(expected.width(), expected.height()));
            assertThat(slide.read(0, expected.size().region()).pixels()).isEqualTo(expected.pixels());
        }
    }

    @Test
    void aStackIsNoSlide() throws IOException {
        Path stack = WrittenStacks.ome(folder.resolve("stack.ome.tif"));
        assertThatThrownBy(() -> Slides.open(stack))
                .isInstanceOf(UserError.class)
                .hasMessage("Cannot read " + stack
                        + ": it is a stack of 4 slices and 2 points in time, where a slide has one of each.");
        assertThatThrownBy(() -> Slides.open(VolumeFilesTest.file("packed.tif")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("it is a stack of ");
    }

    @Test
    void whatIsNeitherSlideNorImageIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no slide");
        assertThatThrownBy(() -> Slides.open(text))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(
                        "Cannot read " + text + ": it is none of PNG, JPEG, TIFF, DICOM, OME-Zarr or N5.");
        assertThatThrownBy(() -> Slides.open(folder))
                .isInstanceOf(UserError.class)
                .hasMessage(folder + " is a folder, not an image.");
        assertThatThrownBy(() -> Slides.open(folder.resolve("none.tif")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("There is no file");
    }

    @ParameterizedTest
    @CsvSource({"75, 50, 4", "76, 51, 4", "75, 51, 4", "70, 50, 4.18"})
    void aLevelIsReducedByAWholeNumberAsFarAsItsSidesTell(int width, int height, double downsample) {
        assertThat(SlideLevel.finest(301, 203).reducedTo(width, height))
                .isEqualTo(new SlideLevel(width, height, downsample));
    }
}
