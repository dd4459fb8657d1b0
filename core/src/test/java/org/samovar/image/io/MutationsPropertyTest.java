package org.samovar.image.io;

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

/** Ten thousand damaged files of each format are volumes or refused in words, within the memory of the tests. */
class MutationsPropertyTest {
    private static final int TRIES = 10_000;
    private static final Map<String, byte[]> WHOLE = new HashMap<>();

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("mutations");
        WHOLE.clear();
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        for (String name : WHOLE.keySet()) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.deleteIfExists(folder.resolve("int64.raw"));
        Files.deleteIfExists(folder);
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
}
