package org.samovar.image.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.samovar.image.io.ChunkFixtures;
import org.samovar.image.io.Mutations;
import org.samovar.image.io.Residence;

/** Ten thousand damaged files and segmentations and some series are volumes or refused in words, within the memory of the tests. */
class DicomMutationsPropertyTest {
    private static final int TRIES = 10_000;
    private static final int SLICES = 5;
    private static final List<String> FILES = List.of(
            "implicit.dcm",
            "bare.dcm",
            "big.dcm",
            "words.dcm",
            "deflated.dcm",
            "rle.dcm",
            "rle_rgb.dcm",
            "jpeg.dcm",
            "jpeg_ybr.dcm",
            "film.dcm",
            "enhanced.dcm",
            "nested.dcm",
            "mono1.dcm");
    private static final Map<String, byte[]> WHOLE = new HashMap<>();

    private static Path folder = Path.of("");
    private static Path series = Path.of("");

    @BeforeContainer
    static void makeFolders() throws IOException {
        folder = Files.createTempDirectory("dicom");
        series = DicomFixtures.series(folder, 0, 1, 2, 3, 4);
        assertThat(Mutations.isReadOrRefused(series)).isTrue();
        WHOLE.clear();
    }

    @AfterContainer
    static void removeFolders() throws IOException {
        ChunkFixtures.remove(folder);
    }

    private static void assertReadOrRefused(List<String> names, Random random) throws IOException {
        String name = names.get(random.nextInt(names.size()));
        byte[] whole = WHOLE.get(name);
        if (whole == null) {
            Path file = DicomFixtures.alone(name, folder);
            assertThat(Mutations.isReadOrRefused(file)).isTrue();
            whole = Files.readAllBytes(file);
            WHOLE.put(name, whole);
        }
        Path alone = Files.createDirectories(folder.resolve("damaged"));
        Mutations.isReadOrRefused(Files.write(alone.resolve("damaged.dcm"), Mutations.of(whole, random)));
    }

    @Property(tries = TRIES)
    void files(@ForAll Random random) throws IOException {
        assertReadOrRefused(FILES, random);
    }

    @Property(tries = TRIES)
    void segmentations(@ForAll Random random) throws IOException {
        assertReadOrRefused(List.of("seg.dcm"), random);
    }

    @Property(tries = TRIES / SLICES)
    void foldersWithOneDamagedSlice(@ForAll Random random) throws IOException {
        Path file = series.resolve((char) ('a' + random.nextInt(SLICES)) + ".dcm");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Mutations.of(whole, random));
        Mutations.isReadOrRefused(series, Residence.ON_DISK);
        Files.write(file, whole);
    }
}
