package org.samovar.image.io.openslide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Region;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.image.Slide;
import org.samovar.image.io.bioformats.BioFormats;
import org.samovar.testing.Damage;
import org.samovar.testing.SlideSums;
import org.samovar.testing.TestLibraries;
import org.samovar.testing.WrittenSlides;

/** Slides by the real OpenSlide. The sums are openslide-python's, which tifffile confirms, see {@link SlideSums}. */
class OpenSlideIT {
    private static final int ROUNDS = 10_000;

    @TempDir
    Path folder;

    private OpenSlide library;

    @BeforeEach
    void findLibrary() {
        library = OpenSlide.of(TestLibraries.openSlide());
    }

    private static Region whole(Slide slide, int level) {
        return new Region(
                0,
                0,
                slide.info().levels().get(level).width(),
                slide.info().levels().get(level).height());
    }

    @Test
    void theVersionAndThePlaceAreTold() {
        assertThat(library.find()).hasValueSatisfying(found -> {
            assertThat(found.version()).isEqualTo("4.0.1");
            assertThat(found.place()).isEqualTo(TestLibraries.openSlide().toString());
        });
    }

    @Test
    void thePixelsOfAPyramidAreThoseOfAnotherReader() throws IOException {
        try (Slide slide = library.open(WrittenSlides.pyramid(folder.resolve("pyramid.tif")))) {
            assertThat(slide.info().format()).isEqualTo("generic-tiff");
            assertThat(slide.info().levels()).hasSize(3);
            assertThat(slide.info().levels().get(2).downsample()).isCloseTo(16.2, within(0.1));
            assertThat(slide.info().spacing()).isEqualTo(Spacing.PIXELS);
            assertThat(SlideSums.of(slide)).isEqualTo(SlideSums.found("pyramid.tif"));
        }
    }

    @Test
    void aSlideOfAScannerHasItsScaleAndThePicturesBesideIt() throws IOException {
        try (Slide slide = library.open(WrittenSlides.aperio(folder.resolve("scan.svs")))) {
            assertThat(slide.info().format()).isEqualTo("aperio");
            assertThat(slide.info().spacing()).isEqualTo(Spacing.of(0.252, 0.252, "µm"));
            assertThat(slide.info().spacing(1)).isEqualTo(Spacing.of(1.008, 1.008, "µm"));
            assertThat(slide.info().associated()).containsExactlyInAnyOrder("label", "macro", "thumbnail");
            assertThat(SlideSums.of(slide)).isEqualTo(SlideSums.found("scan.svs"));
            for (String picture : slide.info().associated()) {
                assertThat(SlideSums.found("scan.svs." + picture))
                        .containsExactly(SlideSums.of(slide.associated(picture)));
            }
            assertThatThrownBy(() -> slide.associated("none"))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("label, ");
        }
    }

    @Test
    void aRegionOfALevelIsMeantInThePixelsOfThatLevel() throws IOException {
        try (Slide slide = library.open(WrittenSlides.aperio(folder.resolve("scan.svs")))) {
            for (int level = 0; level < 2; level++) {
                RgbImage part = slide.read(level, new Region(37, 101, 50, 40));
                for (int y = 0; y < 40; y++) {
                    for (int x = 0; x < 50; x++) {
                        for (int c = 0; c < 3; c++) {
                            assertThat(part.get(x, y, c))
                                    .isEqualTo(WrittenSlides.value(37 + x, 101 + y, c, level == 0 ? 1 : 4));
                        }
                    }
                }
            }
        }
    }

    @Test
    void bioFormatsGivesTheSamePixelsOfTheSameSlide() throws IOException {
        Path file = WrittenSlides.aperio(folder.resolve("scan.svs"));
        try (Slide one = library.open(file);
                Slide other = BioFormats.of(TestLibraries.bioFormats()).open(file)) {
            // it takes the small picture for a level, too
            assertThat(other.info().levels().subList(0, 2)).isEqualTo(one.info().levels());
            assertThat(other.info().spacing()).isEqualTo(one.info().spacing());
            for (int level = 0; level < 2; level++) {
                assertThat(other.read(level, whole(one, level)).pixels())
                        .isEqualTo(one.read(level, whole(one, level)).pixels());
            }
        }
    }

    @Test
    void manyThreadsReadAtATimeAndNoneAfterItIsClosed() throws Exception {
        Slide slide = library.open(WrittenSlides.aperio(folder.resolve("scan.svs")));
        byte[] expected = slide.read(0, new Region(100, 100, 300, 300)).pixels();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            AtomicInteger before = new AtomicInteger();
            List<Future<Boolean>> done = List.of(1, 2, 3, 4).stream()
                    .map(thread -> threads.submit(() -> {
                        while (true) {
                            try {
                                assertThat(slide.read(0, new Region(100, 100, 300, 300))
                                                .pixels())
                                        .isEqualTo(expected);
                                before.incrementAndGet();
                            } catch (UserError closed) {
                                return closed.getMessage().equals("The slide is closed already.");
                            }
                        }
                    }))
                    .toList();
            while (before.get() < 40) {
                Thread.onSpinWait();
            }
            slide.close();
            slide.close();
            for (Future<Boolean> thread : done) {
                assertThat(thread.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aReadingStopsBetweenTwoPieces() throws IOException {
        try (Slide slide = library.open(WrittenSlides.aperio(folder.resolve("scan.svs")))) {
            AtomicInteger asked = new AtomicInteger();
            assertThatThrownBy(() -> slide.read(0, whole(slide, 0), () -> asked.incrementAndGet() == 2))
                    .isInstanceOf(CancellationException.class);
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void whatIsNoSlideIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.svs"), "no slide");
        assertThat(library.recognises(text)).isFalse();
        assertThatThrownBy(() -> library.open(text))
                .isInstanceOf(UserError.class)
                .hasMessage("it is no slide that OpenSlide knows");
    }

    @Test
    void aLibraryBesideTheOneInUseIsRefused() throws IOException {
        Path copy = Files.copy(TestLibraries.openSlide(), folder.resolve("libopenslide-copy.so"));
        assertThatThrownBy(() -> OpenSlide.of(copy))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Another OpenSlide is in use");
    }

    @Test
    void theLibraryInUseStaysWhenItsFileIsAskedForItsVersion() throws IOException {
        assertThat(library.versionOf(TestLibraries.openSlide())).isEqualTo("4.0.1");
        assertThat(library.recognises(Files.writeString(folder.resolve("words.txt"), "no slide")))
                .isFalse();
    }

    @Test
    void aFileThatIsNoLibraryIsRefusedInWords() throws IOException {
        Path text = Files.writeString(folder.resolve("libopenslide.so"), "no library");
        assertThatThrownBy(() -> library.versionOf(text))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is no OpenSlide for this computer");
        assertThat(library.versionOf(TestLibraries.openSlide())).isEqualTo("4.0.1");
    }

    @Test
    void damagedSlidesGivePixelsOrAnErrorForTheUserAndNothingElse() throws IOException {
        byte[] sound = Files.readAllBytes(WrittenSlides.aperio(folder.resolve("small.svs"), 80, 70, 32));
        Random random = new Random(11);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Path file = Files.write(folder.resolve("damaged.svs"), Damage.of(sound, random));
            try (Slide slide = library.open(file)) {
                slide.read(0, new Region(0, 0, 64, 64));
                for (String name : slide.info().associated()) {
                    slide.associated(name);
                }
            } catch (UserError e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(ROUNDS / 10, ROUNDS - 1);
    }
}
