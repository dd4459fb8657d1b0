package org.samovar.image.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Ten thousand damaged files of each format are volumes or refused in words, within the memory of the tests. */
class MutationsPropertyTest {
    private static final int TRIES = 10_000;
    private static final List<String> CHUNKED = List.of(
            "image2.zarr",
            "image3.zarr",
            "scales.n5",
            "codecs/blosc_blosclz_1.zarr",
            "codecs/blosc_lz4_2.zarr",
            "codecs/blosc_zlib_1.zarr",
            "codecs/blosc_zstd_0.zarr",
            "codecs/lz4.zarr",
            "codecs/transposed.zarr",
            "codecs/zstd.n5");
    private static final Map<Path, List<Path>> CHUNK_FILES = new HashMap<>();
    private static final Map<String, byte[]> WHOLE = new HashMap<>();

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("mutations");
        WHOLE.clear();
        CHUNK_FILES.clear();
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        ChunkFixtures.remove(folder);
    }

    private static void assertReadOrRefused(List<String> names, Random random) throws IOException {
        String name = names.get(random.nextInt(names.size()));
        byte[] whole = WHOLE.get(name);
        if (whole == null) {
            whole = Files.readAllBytes(VolumeFilesTest.file(name));
            WHOLE.put(name, whole);
            assertThat(Mutations.isReadOrRefused(VolumeFilesTest.file(name))).isTrue();
        }
        Mutations.isReadOrRefused(Files.write(folder.resolve(name), Mutations.of(whole, random)));
    }

    @Property(tries = TRIES)
    void niftis(@ForAll Random random) throws IOException {
        assertReadOrRefused(List.of("int16.nii", "colours.nii", "qform.nii.gz", "series2.nii.gz"), random);
    }

    @Property(tries = TRIES)
    void nrrds(@ForAll Random random) throws IOException {
        assertReadOrRefused(List.of("int16.nrrd", "text.nrrd", "sequence.nrrd", "big_endian.nrrd"), random);
    }

    /** With a checksum that is right again in every second one, without which most would end there. */
    @Property(tries = TRIES)
    void pictures(@ForAll Random random) throws IOException {
        List<String> names =
                List.of("gray8.png", "gray16.png", "palette.png", "rgba.png", "bits.png", "flat.jpg", "gray.jpg");
        String name = names.get(random.nextInt(names.size()));
        byte[] damaged = Mutations.of(Files.readAllBytes(FileFormatsTest.file(name)), random);
        if (name.endsWith("png") && random.nextBoolean()) {
            Mutations.repairPng(damaged);
        }
        Mutations.isImageOrRefused(Files.write(folder.resolve(name), damaged));
    }

    @Property(tries = TRIES)
    void metaImages(@ForAll Random random) throws IOException {
        Path voxels = folder.resolve("int64.raw");
        if (!Files.exists(voxels)) {
            Files.copy(VolumeFilesTest.file("int64.raw"), voxels);
        }
        assertReadOrRefused(List.of("int16.mha", "int64.mhd", "series.mha", "colours.mha", "big_endian.mha"), random);
    }

    @Property(tries = TRIES)
    void segmentations(@ForAll Random random) throws IOException {
        assertReadOrRefused(List.of("layers.seg.nrrd"), random);
    }

    @Property(tries = TRIES)
    void tiffs(@ForAll Random random) throws IOException {
        assertReadOrRefused(List.of("imagej.tif", "packed.tif", "big.tif", "big_endian.tif", "colours.tif"), random);
    }

    @Property(tries = TRIES)
    void omeTiffs(@ForAll Random random) throws IOException {
        assertReadOrRefused(List.of("ome.tif", "ome_order.ome.tif", "pyramid.ome.tif"), random);
    }

    @Property(tries = TRIES)
    void slidesInTiff(@ForAll Random random) throws IOException {
        List<String> names = List.of("deflate.tif", "subpages.ome.tif", "planes.ome.tif", "jpeg.tif", "deep.tif");
        String name = names.get(random.nextInt(names.size()));
        byte[] whole = Files.readAllBytes(SlidesTest.file(name));
        Mutations.isSlideOrRefused(Files.write(folder.resolve("slide.tif"), Mutations.of(whole, random)));
    }

    /** Fewer, as {@link #foldersOfChunks} damages what the same reader of arrays reads. */
    @Property(tries = TRIES / 5)
    void slidesInChunks(@ForAll Random random) throws IOException {
        Path all = folder.resolve("slides");
        if (!Files.exists(all)) {
            ChunkFixtures.unpack("slides/zarrs.zip", all);
        }
        String name = random.nextBoolean() ? "colours2.zarr" : "deep3.zarr";
        assertReadOrRefused(all.resolve(name), Mutations::isSlideOrRefused, random);
    }

    @Property(tries = TRIES)
    void foldersOfChunks(@ForAll Random random) throws IOException {
        Path all = folder.resolve("chunks");
        if (!Files.exists(all)) {
            ChunkFixtures.unpack(all);
        }
        String name = CHUNKED.get(random.nextInt(CHUNKED.size()));
        assertReadOrRefused(all.resolve(name), image -> Mutations.isReadOrRefused(image, Residence.ON_DISK), random);
    }

    /** Damages one file of an image for a moment. */
    private static void assertReadOrRefused(Path image, Predicate<Path> reading, Random random) throws IOException {
        if (!CHUNK_FILES.containsKey(image)) {
            CHUNK_FILES.put(image, ChunkFixtures.files(image));
            assertThat(reading.test(image)).isTrue();
        }
        List<Path> files = CHUNK_FILES.get(image);
        Path file = files.get(random.nextInt(files.size()));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Mutations.of(whole, random));
        reading.test(image);
        Files.write(file, whole);
    }
}
