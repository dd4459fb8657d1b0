package org.samovar.image.io.bioformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Region;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.Image;
import org.samovar.image.SampleType;
import org.samovar.image.Slide;
import org.samovar.image.Volume;
import org.samovar.image.io.OptionalLibrary.Found;
import org.samovar.image.io.Residence;
import org.samovar.image.io.SeriesInfo;
import org.samovar.image.io.Slides;
import org.samovar.testing.Damage;
import org.samovar.testing.SlideSums;
import org.samovar.testing.TestLibraries;
import org.samovar.testing.WrittenSlides;
import org.samovar.testing.WrittenStacks;

/** Files by the real Bio-Formats. The sums are those that tifffile finds in the same files, see {@link SlideSums}. */
class BioFormatsIT {
    private static final int ROUNDS = 300;

    @TempDir
    Path folder;

    private BioFormats library;

    @BeforeEach
    void findLibrary() {
        library = BioFormats.of(TestLibraries.bioFormats());
    }

    private static long sum(Volume volume) {
        double sum = 0;
        for (int t = 0; t < volume.size().frames(); t++) {
            for (Image slice : volume.slices(Axis.Z, t)) {
                for (float value : slice.planes()) {
                    sum += value;
                }
            }
        }
        return (long) sum;
    }

    @Test
    void theVersionAndThePlaceAreTold() {
        assertThat(library.find()).hasValueSatisfying(found -> {
            assertThat(found.version()).isEqualTo("6.7.0");
            assertThat(found.place()).isEqualTo(TestLibraries.bioFormats().toString());
        });
        assertThat(library.versionOf(TestLibraries.bioFormats())).isEqualTo("6.7.0");
    }

    @Test
    void theImagesOfAFileHaveTheirNamesSizesAndCalibration() throws IOException {
        List<SeriesInfo> all = library.series(WrittenStacks.ome(folder.resolve("stack.ome.tif")));
        assertThat(all).extracting(SeriesInfo::name).containsExactly("field 0", "field 1");
        SeriesInfo second = all.get(1);
        assertThat(second.info().size()).isEqualTo(new VolumeSize(40, 30, 4, 2));
        assertThat(second.info().channels()).isEqualTo(3);
        assertThat(second.info().meaning()).isEqualTo(Channels.INTENSITY);
        assertThat(second.info().type()).isEqualTo(SampleType.UINT16);
        assertThat(second.info().geometry().spacing()).isEqualTo(new Spacing(0.25, 0.25, 0.9, "µm"));
        assertThat(second.info().geometry().frameInterval()).isEqualTo(90);
        assertThat(second.info().geometry().timeUnit()).isEqualTo("s");
        assertThat(second.levels()).isOne();
    }

    @Test
    void everyVoxelIsWhereItBelongsInMemoryAndOnTheDisk() throws IOException {
        Path file = WrittenStacks.ome(folder.resolve("stack.ome.tif"));
        for (Residence residence : Residence.values()) {
            for (int series = 0; series < 2; series++) {
                Volume volume = library.read(file, series, residence);
                for (int t = 0; t < 2; t++) {
                    for (int z = 0; z < 4; z++) {
                        for (int c = 0; c < 3; c++) {
                            double[] part = volume.voxels().read(new Region(7, 11, 5, 3), z, t, c);
                            for (int i = 0; i < part.length; i++) {
                                assertThat(part[i])
                                        .isEqualTo(WrittenStacks.value(7 + i % 5, 11 + i / 5, z, t, c, series));
                            }
                        }
                    }
                }
            }
        }
        assertThat(SlideSums.found("stack.ome.tif")).containsExactly(sum(library.read(file, 0, Residence.AS_FITS)));
        assertThat(SlideSums.found("stack.ome.tif.1")).containsExactly(sum(library.read(file, 1, Residence.ON_DISK)));
    }

    @Test
    void aBigEndianStackOfAnotherFormatIsRead() throws IOException {
        Path file = WrittenStacks.ics(folder.resolve("stack.ics"));
        assertThat(library.recognises(file)).isTrue();
        Volume volume = library.read(file, 0, Residence.AS_FITS);
        assertThat(volume.size()).isEqualTo(new VolumeSize(40, 30, 4, 1));
        assertThat(volume.geometry().spacing()).isEqualTo(new Spacing(0.5, 0.5, 2, "µm"));
        assertThat(volume.info().channels()).isEqualTo(3);
        Image slice = volume.slice(Axis.Z, 3, 0);
        assertThat(slice.get(39, 29, 2)).isEqualTo(WrittenStacks.value(39, 29, 3, 0, 2, 0));
        assertThat(slice.get(0, 1, 0)).isEqualTo(WrittenStacks.value(0, 1, 3, 0, 0, 0));
    }

    @Test
    void theLevelsOfAPyramidAreThoseOfASlide() throws IOException {
        Path file = WrittenSlides.omePyramid(folder.resolve("pyramid.ome.tif"));
        try (Slide slide = library.open(file)) {
            assertThat(slide.info().format()).isEqualTo("OME-TIFF");
            assertThat(slide.info().levels())
                    .extracting(l -> l.size())
                    .containsExactly("1100 x 700", "550 x 350", "275 x 175");
            assertThat(slide.info().levels()).extracting(l -> l.downsample()).containsExactly(1.0, 2.0, 4.0);
            assertThat(slide.info().spacing()).isEqualTo(Spacing.of(500, 500, "nm"));
            assertThat(SlideSums.of(slide)).isEqualTo(SlideSums.found("tissue.ome.tif"));
            assertThat(slide.read(2, new Region(200, 100, 40, 40)).get(39, 20, 1))
                    .isEqualTo(WrittenSlides.value(239, 120, 1, 4));
        }
        assertThat(library.series(file).get(0).levels()).isEqualTo(3);
    }

    @Test
    void thePicturesBesideASlideAreItsOtherImages() throws IOException {
        try (Slide slide = library.open(WrittenSlides.aperio(folder.resolve("scan.svs")))) {
            assertThat(slide.info().format()).isEqualTo("Aperio SVS");
            assertThat(slide.info().associated()).containsExactly("label image", "macro image");
            assertThat(slide.associated("label image").get(59, 49, 2)).isEqualTo(WrittenSlides.value(59, 49, 2, 1));
            assertThat(slide.associated("macro image").get(80, 30, 0)).isEqualTo(WrittenSlides.value(80, 30, 0, 2));
        }
    }

    @Test
    void whatIsNoColouredPlaneIsNoSlide() throws IOException {
        Path file = WrittenStacks.ome(folder.resolve("stack.ome.tif"));
        assertThatThrownBy(() -> library.open(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("not red, green and blue of 8 bits");
    }

    @Test
    void aPaletteIsShownAsItsColours() throws IOException {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_INDEXED);
        picture.setRGB(3, 2, 0xffff3300);
        Path file = folder.resolve("palette.gif");
        ImageIO.write(picture, "gif", file.toFile());
        Volume volume = library.read(file, 0, Residence.AS_FITS);
        assertThat(volume.info().meaning()).isEqualTo(Channels.COLOUR);
        Image image = volume.slice(Axis.Z, 0, 0);
        assertThat(List.of(image.get(3, 2, 0), image.get(3, 2, 1), image.get(3, 2, 2)))
                .containsExactly(255f, 51f, 0f);
        assertThat(image.get(0, 0, 0)).isZero();
    }

    @Test
    void manyThreadsReadAtATime() throws IOException {
        Volume volume = library.read(WrittenStacks.ome(folder.resolve("stack.ome.tif")), 1, Residence.ON_DISK);
        boolean isRight = IntStream.range(0, 400).parallel().allMatch(i -> {
            int z = i % 4;
            int t = i / 4 % 2;
            int c = i / 8 % 3;
            return volume.voxels().read(new Region(i % 40, i % 30, 1, 1), z, t, c)[0]
                    == WrittenStacks.value(i % 40, i % 30, z, t, c, 1);
        });
        assertThat(isRight).isTrue();
    }

    @Test
    void readersThatNobodyUsesAreClosedAndOpenedAgain() throws IOException {
        Path file = WrittenStacks.ome(folder.resolve("stack.ome.tif"));
        Loci loci = Loci.ofJar(TestLibraries.bioFormats());
        ReaderPool pool = new ReaderPool(loci, file, Patience.of(""));
        OpenFile.Part part = new OpenFile.Part(0, 0, 1, 1, 1, new Region(2, 3, 4, 5));
        byte[] first = pool.use(open -> open.read(part));
        assertThat(pool.idle()).isOne();
        pool.closeIdle(System.nanoTime() - 1_000_000_000_000L);
        assertThat(pool.idle()).isOne();
        pool.closeIdle(System.nanoTime());
        assertThat(pool.idle()).isZero();
        byte[] again = pool.use(open -> open.read(part));
        assertThat(again).isEqualTo(first);
        pool.close();
        assertThat(pool.idle()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void noFileStaysOpen() throws IOException {
        Path file = WrittenStacks.ome(folder.resolve("stack.ome.tif"));
        library.series(file);
        library.read(file, 0, Residence.AS_FITS);
        library.recognises(file);
        try (Slide slide = library.open(WrittenSlides.omePyramid(folder.resolve("pyramid.ome.tif")))) {
            slide.read(1, new Region(0, 0, 9, 9));
        }
        Path cut = Files.write(
                folder.resolve("cut.ics"),
                Arrays.copyOf(Files.readAllBytes(WrittenStacks.ics(folder.resolve("stack.ics"))), 100));
        assertThatThrownBy(() -> library.read(cut, 0, Residence.AS_FITS)).isInstanceOf(UserError.class);
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(open.map(BioFormatsIT::target)).noneMatch(name -> name.startsWith(folder.toString()));
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void theParsersOfTheProgramStayItsOwn() throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        library.series(WrittenStacks.ome(folder.resolve("stack.ome.tif")));
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        assertThat(DocumentBuilderFactory.newInstance().getClass().getModule().getName())
                .isEqualTo("java.xml");
    }

    @Test
    void theOneThatTheProgramSeesIsUsedAsInFiji() throws IOException {
        Path file = WrittenStacks.ics(folder.resolve("stack.ics"));
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        URL[] jar = {TestLibraries.bioFormats().toUri().toURL()};
        try (URLClassLoader plugins = new URLClassLoader(jar, usual)) {
            thread.setContextClassLoader(plugins);
            BioFormats seen = new BioFormats();
            assertThat(seen.find()).contains(new Found("6.7.0", "the class path"));
            assertThat(sum(seen.read(file, 0, Residence.AS_FITS)))
                    .isEqualTo(sum(library.read(file, 0, Residence.AS_FITS)));
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    @Test
    void coreOpensTheSlidesThatItKnowsAndBioFormatsTheOthers() throws IOException {
        Path pyramid = WrittenSlides.omePyramid(folder.resolve("pyramid.ome.tif"));
        Path gray = folder.resolve("bits.png");
        ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_BINARY), "png", gray.toFile());
        Path palette = folder.resolve("palette.gif");
        ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_INDEXED), "gif", palette.toFile());
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        URL[] jar = {TestLibraries.bioFormats().toUri().toURL()};
        try (URLClassLoader plugins = new URLClassLoader(jar, usual)) {
            thread.setContextClassLoader(plugins);
            for (Path file : List.of(pyramid, gray, palette)) {
                try (Slide slide = Slides.open(file)) {
                    String format = file == pyramid ? "TIFF" : file == gray ? "PNG" : "Graphics Interchange Format";
                    assertThat(slide.info().format()).isEqualTo(format);
                    assertThat(slide.read(0, new Region(3, 4, 2, 2)).width()).isEqualTo(2);
                }
            }
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    @Test
    void anImageThatIsNotThereIsRefused() throws IOException {
        Path file = WrittenStacks.ics(folder.resolve("stack.ics"));
        assertThatThrownBy(() -> library.read(file, 1, Residence.AS_FITS))
                .isInstanceOf(UserError.class)
                .hasMessage("it has no image #1, but 1, from #0 on");
    }

    @Test
    void anUnknownFileIsRefusedInItsWords() throws IOException {
        Path file = Files.write(folder.resolve("noise.xyz"), new byte[] {9, 8, 7, 1, 2, 3});
        assertThat(library.recognises(file)).isFalse();
        assertThatThrownBy(() -> library.series(file))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Bio-Formats says: Unknown file format");
    }

    @Test
    void damagedFilesGiveVoxelsOrAnErrorForTheUserAndNothingElse() throws IOException {
        byte[] sound = Files.readAllBytes(WrittenSlides.aperio(folder.resolve("small.svs"), 80, 70, 32));
        Random random = new Random(5);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Path file = Files.write(folder.resolve("damaged.svs"), Damage.of(sound, random));
            try {
                Volume volume = library.read(file, 0, Residence.ON_DISK);
                volume.voxels().read(new Region(0, 0, 1, 1), 0, 0, 0);
            } catch (UserError e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(ROUNDS / 20, ROUNDS - 1);
    }
}
