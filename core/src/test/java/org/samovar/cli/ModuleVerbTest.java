package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;
import org.samovar.tensor.DeviceChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

class ModuleVerbTest {
    @TempDir
    Path module;

    /** Prints, or fails, as it is told. */
    @Command(name = "hum", description = "Hums a tune.")
    public static final class Hum implements ModuleVerb {
        @Option(names = "--device")
        private DeviceChoice device = DeviceChoice.AUTO;

        @Option(names = "--tune")
        private String tune = "";

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            if (tune.isEmpty()) {
                throw new UserError("There is no tune.", "Name one.");
            }
            spec.commandLine().getOut().println(tune + " on " + device);
            return 3;
        }
    }

    /** Runs the command line as if the module were on its class path. */
    private Invocation run(String... arguments) throws IOException {
        Path services = Files.createDirectories(module.resolve("META-INF/services"));
        Files.writeString(services.resolve(ModuleVerb.class.getName()), Hum.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (URLClassLoader with = new URLClassLoader(new URL[] {module.toUri().toURL()}, usual)) {
            thread.setContextClassLoader(with);
            return Invocation.of(arguments);
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    @Test
    void aVerbOfAModuleRunsAsTheOthersDo() throws IOException {
        Invocation run = run("hum", "--tune", "la", "--device", "cpu");
        assertThat(run.out()).isEqualToIgnoringNewLines("la on cpu");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void itIsAmongTheVerbsAndHasTheirHelp() throws IOException {
        assertThat(run().out()).contains("Hums a tune.", "segment");
        assertThat(run("hum", "--help").out()).contains("Usage: samovar hum", "--tune", "--trace");
    }

    @Test
    void whatItRefusesIsOneLineWithItsHint() throws IOException {
        Invocation run = run("hum");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("samovar: There is no tune.", "Name one.")
                .doesNotContain("\tat ");
        assertThat(run("hum", "--trace").err()).contains("\tat ");
        assertThat(run("hum", "--nonsense").code()).isEqualTo(2);
    }

    @Test
    void withoutTheModuleThereIsNoSuchVerb() {
        assertThat(Invocation.of("hum").code()).isEqualTo(2);
    }
}
