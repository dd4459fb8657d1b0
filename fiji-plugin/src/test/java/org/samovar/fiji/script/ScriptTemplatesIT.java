package org.samovar.fiji.script;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import ij.IJ;
import ij.ImagePlus;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.python.util.PythonInterpreter;
import org.scijava.Context;
import org.scijava.command.Command;

/** The templates that Fiji's script editor offers, by the languages themselves and with the real model. */
class ScriptTemplatesIT {
    private static final Path TEMPLATES = Path.of("src/main/resources/script_templates/Samovar");

    private final ImagePlus image =
            IJ.openImage(Path.of("..", "samples", "nuclei.png").toString());

    @Test
    void groovyDrawsTwoOutlines() throws IOException {
        StringWriter printed = new StringWriter();
        Binding binding = new Binding();
        binding.setVariable("image", image);
        binding.setVariable("samovar", new SamovarService());
        binding.setVariable("out", printed);
        new GroovyShell(binding).evaluate(text("Segment_Cells.groovy"));
        assertThat(image.getOverlay().toArray())
                .extracting(roi -> roi.getProperty("sam.prompt"))
                .containsExactly("point 125,112,+; point 124,136,-", "box 75,128,112,172");
        assertThat(printed.toString().strip()).matches("scores \\[[01]\\.\\d\\d, [01]\\.\\d\\d]");
    }

    @Test
    void jythonCountsNuclei() throws IOException {
        StringWriter printed = new StringWriter();
        try (PythonInterpreter python = new PythonInterpreter()) {
            python.set("image", image);
            python.set("samovar", new SamovarService());
            python.setOut(printed);
            python.exec(text("Count_Cells.py"));
            ImagePlus labels = python.get("labels", ImagePlus.class);
            assertThat(labels.getTitle()).isEqualTo("nuclei-labels");
            // experts drew 58; without prompts the model finds those that stand out
            assertThat(labels.getStatistics().max).isBetween(5.0, 70.0);
            assertThat(printed.toString().strip()).isEqualTo((int) labels.getStatistics().max + " objects");
        }
    }

    @Test
    void javaSelectsANucleus(@TempDir Path folder) throws Exception {
        Path source = Files.copy(TEMPLATES.resolve("Segment_Cell.java"), folder.resolve("Segment_Cell.java"));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        classPath(ImagePlus.class, Command.class, SamovarService.class),
                        source.toString());
        assertThat(result).isZero();
        try (URLClassLoader classes =
                        new URLClassLoader(new URL[] {folder.toUri().toURL()});
                Context context = new Context(SamovarService.class)) {
            Object command = classes.loadClass("Segment_Cell").getConstructor().newInstance();
            set(command, "image", image);
            set(command, "samovar", context.service(SamovarService.class));
            ((Command) command).run();
        }
        assertThat(image.getRoi().getContainedPoints().length).isBetween(800, 1600);
    }

    private static void set(Object command, String name, Object value) throws ReflectiveOperationException {
        var field = command.getClass().getDeclaredField(name);
        field.setAccessible(true);
        field.set(command, value);
    }

    private static String classPath(Class<?>... types) {
        return Stream.of(types)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    /** Without the lines that say what SciJava puts in and takes out. */
    private static String text(String template) throws IOException {
        return Files.readAllLines(TEMPLATES.resolve(template)).stream()
                .filter(line -> !line.startsWith("#@"))
                .collect(Collectors.joining("\n"));
    }
}
