package org.samovar.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Computers on which the engine cannot start, each in a Java of its own. */
class EngineTroubleIT {
    private static final String DESCRIPTION = "native/lib/pytorch.properties";

    @TempDir
    Path folder;

    @Test
    void withoutTheLibraryOfThisComputerEachCommandSaysSo() throws Exception {
        String said = run(
                withoutLibrary(),
                Map.of("DJL_CACHE_DIR", folder.resolve("cache").toString()));
        assertSaidTwice(
                said,
                "PyTorch's library for this computer (" + NativePart.thisPlatform()
                        + ") is not among the jars of Samovar. | Install Samovar again");
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void theLibraryOfAnotherComputerIsNamedBesideThisOne() throws Exception {
        Path other = folder.resolve("other");
        Files.createDirectories(other.resolve(DESCRIPTION).getParent());
        Files.writeString(
                other.resolve(DESCRIPTION),
                "version=2.7.1-20250812\nflavor=cpu\nclassifier=plan9-mips\nlibraries=libtorch.so\n");
        String said = run(
                other + File.pathSeparator + withoutLibrary(),
                Map.of("DJL_CACHE_DIR", folder.resolve("cache").toString()));
        assertSaidTwice(
                said, "This Samovar was built for plan9-mips, but this computer is " + NativePart.thisPlatform());
    }

    @Test
    void aFolderThatCannotBeWrittenToIsNamedWithTheVariableThatMovesIt() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        String said =
                run(classPath(), Map.of("DJL_CACHE_DIR", file.resolve("cache").toString()));
        assertSaidTwice(said, "PyTorch's library cannot be unpacked into " + file.resolve("cache"));
        assertThat(said).contains("DJL_CACHE_DIR", "500 MB");
    }

    @Test
    void classesOfAnotherVersionAreNamedWithTheirJars() throws Exception {
        Path source = folder.resolve("Engine.java");
        Files.writeString(source, "package ai.djl.engine; public abstract class Engine {}");
        Path old = Files.createDirectories(folder.resolve("old-djl"));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", old.toString(), source.toString()))
                .isZero();
        String said = run(old + File.pathSeparator + classPath(), Map.of());
        assertSaidTwice(
                said,
                "The libraries between Java and PyTorch (DJL, JNA) do not fit together: java.lang.NoSuchMethodError");
        assertThat(said)
                .contains("old-djl, ")
                .contains("api-", "pytorch-engine-")
                .contains("another plugin");
    }

    @Test
    void theSameLibraryInAnotherPluginIsNamed() throws Exception {
        String cache = cache().toString();
        Path jar = Path.of(Arrays.stream(classPath().split(File.pathSeparator))
                .filter(file -> file.contains("pytorch-engine-"))
                .findFirst()
                .orElseThrow());
        Path copy = Files.copy(jar, folder.resolve("other-plugin.jar"));
        String other = classPath().replace(jar.toString(), copy.toString());
        String said = run(classPath(), Map.of(), "-DDJL_CACHE_DIR=" + cache, other, cache);
        assertThat(said).contains("OTHER EngineFacts");
        assertSaidTwice(said, "Something else has loaded PyTorch into this program already");
        assertThat(said).contains(", by " + copy).contains("start ImageJ again");
    }

    @Test
    void anotherLibraryInAnotherPluginIsRefusedBeforeItEndsTheProgram() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/maps")), "only Linux tells what is loaded");
        Path other = folder.resolve("other-cache");
        String said = run(classPath(), Map.of(), "-DDJL_CACHE_DIR=" + cache(), classPath(), other.toString());
        assertThat(said).contains("OTHER EngineFacts");
        assertSaidTwice(said, "Something else has loaded PyTorch into this program already (" + other.toRealPath());
    }

    private static void assertSaidTwice(String said, String words) {
        assertThat(said.lines().filter(line -> line.startsWith("SAID " + words)))
                .as(said)
                .hasSize(2);
    }

    /** Where the tests of this computer unpack the library. */
    private static Path cache() {
        return EngineFacts.ask().cache().getParent();
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static String withoutLibrary() {
        return Arrays.stream(classPath().split(File.pathSeparator))
                .filter(jar -> !jar.contains("pytorch-native"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** @param words an option of Java, then what the program gets */
    private String run(String classPath, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"));
        Stream.of(words).limit(1).forEach(command::add);
        command.addAll(List.of("-cp", classPath, EngineTroubleMain.class.getName()));
        Stream.of(words).skip(1).forEach(command::add);
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        if (words.length > 0) {
            builder.environment().remove("DJL_CACHE_DIR");
        }
        Process process = builder.start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended).as(said).isTrue();
        return said;
    }
}
