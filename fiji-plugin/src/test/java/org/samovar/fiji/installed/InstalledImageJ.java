package org.samovar.fiji.installed;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.caciocavallosilano.cacio.ctc.junit.CacioExtension;
import com.github.caciocavallosilano.cacio.peer.CacioEventSource;
import ij.IJ;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javassist.ClassPool;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.imagej.patcher.LegacyEnvironment;
import org.junit.jupiter.api.extension.Extension;
import org.junit.platform.commons.JUnitException;

/** A plain ImageJ in a Java of its own, with the plugins folder that the build makes. */
final class InstalledImageJ {
    private static final long LIMIT_SECONDS = 300;
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    /** What the build makes for plain ImageJ. */
    static final Path BUILT = TARGET.resolve("imagej");

    /** What the build makes for Fiji. */
    static final Path FIJI = TARGET.resolve("fiji");

    /** Surefire and Failsafe run in the folder of the module. */
    static final String SAMPLE =
            Path.of("..", "samples", "nuclei.png").toAbsolutePath().normalize().toString();

    private InstalledImageJ() {}

    /**
     * Where an ImageJ lies and what is around it.
     *
     * @param folder with the folder of plugins
     * @param home of the user
     * @param environment variables in place of the usual ones
     */
    record Place(Path folder, Path home, Map<String, String> environment) {
        /** The build's own folder, with a home of its own: preferences of the developer must not answer for the dialog, nor be changed. */
        static Place usual() throws IOException {
            return new Place(BUILT, Files.createDirectories(TARGET.resolve("installed-home")), Map.of());
        }
    }

    /** Runs a macro in ImageJ as patched for servers, where all commands are there by name; what it printed. */
    static String runHeadless(String macro) throws IOException, InterruptedException {
        return runHeadless(macro, Place.usual());
    }

    /** The same at another place. */
    static String runHeadless(String macro, Place place) throws IOException, InterruptedException {
        return run(headless(macro, place), place.environment);
    }

    /** As {@link #runHeadless}, without waiting for its end; the caller ends it. */
    static Process startHeadless(String macro) throws IOException {
        return start(headless(macro, Place.usual()), Map.of(), output());
    }

    private static List<String> headless(String macro, Place place) throws IOException {
        return javaCommand(
                place,
                List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "-Djava.awt.headless=true"),
                classPath(LegacyEnvironment.class, ClassPool.class, IJ.class, InstalledImageJ.class),
                HeadlessMain.class,
                // macros call classes of the tests as well
                List.of(file(macro), jars(place.folder) + File.pathSeparator + classPath(InstalledImageJ.class)));
    }

    /** Runs a program that has ImageJ and the plugin on its class path; what it printed. */
    static String runWithoutMenus() throws IOException, InterruptedException {
        String classPath = classPath(IJ.class, InstalledImageJ.class) + File.pathSeparator + jars(BUILT);
        return java(
                Place.usual(), List.of("-Djava.awt.headless=true"), classPath, WithoutMenusMain.class, List.of(SAMPLE));
    }

    /**
     * Runs ImageJ on a display in Java's memory and does there what a user does. Pictures of the screen stay in the build folder.
     *
     * @param main gets the sample, the folder for pictures, and more
     * @return what it printed
     */
    static String runOnDisplay(Class<?> main, String... more) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of(
                "-Djava.awt.headless=false",
                "-Djdk.attach.allowAttachSelf=true",
                "-Dcacio.managed.screensize=1280x900"));
        // the inner packages of Java's windows that a display has to do with
        for (String inner : List.of(
                "java.awt",
                "java.awt.peer",
                "java.awt.dnd.peer",
                "sun.awt",
                "sun.awt.event",
                "sun.awt.image",
                "sun.awt.datatransfer",
                "sun.java2d")) {
            options.add("--add-exports=java.desktop/" + inner + "=ALL-UNNAMED");
        }
        options.addAll(List.of(
                "--add-exports=java.base/sun.security.action=ALL-UNNAMED",
                "--add-opens=java.desktop/java.awt=ALL-UNNAMED",
                "--add-opens=java.desktop/sun.java2d=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED"));
        String classPath = classPath(
                IJ.class,
                InstalledImageJ.class,
                CacioExtension.class,
                CacioEventSource.class,
                ByteBuddy.class,
                ByteBuddyAgent.class,
                Extension.class,
                JUnitException.class);
        Path pictures = Files.createDirectories(TARGET.resolve("pictures"));
        List<String> arguments = new ArrayList<>(List.of(main.getName(), SAMPLE, pictures.toString()));
        arguments.addAll(List.of(more));
        return java(Place.usual(), options, classPath, DisplayMain.class, arguments);
    }

    /** Copies all files of a folder to another place, which it returns. */
    static Path copy(Path folder, Path place) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = place.resolve(folder.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return place;
    }

    /** The number that was printed after a word. */
    static double number(String output, String word) {
        return output.lines()
                .filter(line -> line.startsWith(word + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(word.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + word + " in:\n" + output));
    }

    private static String java(
            Place place, List<String> options, String classPath, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        return run(javaCommand(place, options, classPath, main, arguments), place.environment);
    }

    private static List<String> javaCommand(
            Place place, List<String> options, String classPath, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                // ImageJ reads a virtual plane twice when it opens it, and the largest here has 400 MB in one piece
                "-Xmx1280m",
                "-Duser.home=" + place.home,
                "-Dplugins.dir=" + place.folder,
                "-Dai.djl.pytorch.num_threads=1",
                "-cp",
                classPath,
                main.getName()));
        command.addAll(arguments);
        return command;
    }

    private static Path output() throws IOException {
        return Files.createTempFile(Files.createDirectories(TARGET.resolve("installed-out")), "imagej", ".txt");
    }

    private static Process start(List<String> command, Map<String, String> special, Path output) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        // what the engine unpacked for other tests serves this one as well
        environment.putIfAbsent(
                "DJL_CACHE_DIR",
                Path.of(System.getProperty("user.home"), ".djl.ai").toString());
        environment.put("OPT_OUT_TRACKING", "true");
        // nothing that another run left is found
        environment.put(
                "SAMOVAR_HOME",
                Files.createTempDirectory(TARGET.resolve("installed-out"), "home")
                        .toString());
        environment.putAll(special);
        return builder.start();
    }

    private static String run(List<String> command, Map<String, String> special)
            throws IOException, InterruptedException {
        Path output = output();
        Process process = start(command, special, output);
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended).as("ended in time; printed:\n" + text).isTrue();
        return text;
    }

    private static String file(String macro) throws IOException {
        Path file = Files.createTempFile(Files.createDirectories(TARGET.resolve("installed-out")), "macro", ".ijm");
        return Files.writeString(file, macro).toString();
    }

    private static String jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static String classPath(Class<?>... classes) {
        return Stream.of(classes)
                .map(InstalledImageJ::location)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
