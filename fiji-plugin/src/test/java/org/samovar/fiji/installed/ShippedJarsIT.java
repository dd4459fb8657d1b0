package org.samovar.fiji.installed;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import ij.IJ;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import net.imglib2.RandomAccessible;
import org.apache.commons.codec.Charsets;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.io.IOUtils;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.slf4j.Logger;

/** What the build makes for ImageJ and Fiji, jar by jar. */
class ShippedJarsIT {
    /** What lies in Fiji's own folder of jars, or in ImageJ. */
    private static final List<Class<?>> FIJI_HAS = List.of(
            IJ.class,
            Context.class,
            RandomAccessible.class,
            Gson.class,
            Logger.class,
            com.sun.jna.Native.class,
            ArchiveEntry.class,
            Charsets.class,
            IOUtils.class,
            NullMarked.class,
            ZstdDecompressor.class);

    @Test
    void noClassIsInTwoJarsForPlainImageJ() throws IOException {
        List<Path> jars = jars(InstalledImageJ.BUILT);
        jars.add(jar(IJ.class));
        assertThat(twice(jars)).isEmpty();
    }

    @Test
    void noClassIsInTwoJarsForFijiNorInOneThatFijiHas() throws IOException {
        List<Path> jars = jars(InstalledImageJ.FIJI);
        FIJI_HAS.forEach(type -> jars.add(jar(type)));
        assertThat(twice(jars)).isEmpty();
    }

    @Test
    void plainImageJGetsTheSameAndWhatFijiHas() throws IOException {
        List<String> plain = names(jars(InstalledImageJ.BUILT));
        assertThat(plain).containsAll(names(jars(InstalledImageJ.FIJI)));
        for (Class<?> type : FIJI_HAS.subList(1, FIJI_HAS.size())) {
            assertThat(plain).contains(jar(type).getFileName().toString());
        }
    }

    @Test
    void theClassThatStartsAllOthersRunsOnJavaEight() throws IOException {
        Path plugin = jars(InstalledImageJ.FIJI).stream()
                .filter(jar -> jar.getFileName().toString().startsWith("Samovar_-"))
                .findFirst()
                .orElseThrow();
        try (ZipFile zip = new ZipFile(plugin.toFile());
                DataInputStream start =
                        new DataInputStream(zip.getInputStream(zip.getEntry("org/samovar/fiji/start/Start.class")))) {
            start.readInt();
            start.readUnsignedShort();
            assertThat(start.readUnsignedShort()).isEqualTo(52);
        }
    }

    private static List<String> names(List<Path> jars) {
        return jars.stream().map(jar -> jar.getFileName().toString()).toList();
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> jars = new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".jar")).toList());
            assertThat(jars).isNotEmpty();
            return jars;
        }
    }

    private static Path jar(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The classes that occur twice, each with two jars. */
    private static List<String> twice(List<Path> jars) throws IOException {
        Map<String, Path> seen = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                zip.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.endsWith(".class")
                                && !name.endsWith("module-info.class")
                                && !name.endsWith("package-info.class"))
                        .forEach(name -> {
                            Path other = seen.putIfAbsent(name, jar);
                            if (other != null) {
                                twice.add(name + " in " + other.getFileName() + " and " + jar.getFileName());
                            }
                        });
            }
        }
        return twice;
    }
}
