package org.samovar.fiji.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.plugin.PlugIn;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.fiji.plain.PlainCommand;

class StartTest {
    private static final List<String> STARTED = new ArrayList<>();

    /** A plugin that tells what it gets. */
    public static final class Listener implements PlugIn {
        @Override
        public void run(String argument) {
            STARTED.add(argument);
        }
    }

    @Test
    void thisClassAloneRunsOnJavaEight() throws IOException {
        assertThat(version(Start.class)).isEqualTo(52);
        assertThat(version(PlainCommand.class)).isEqualTo(61);
    }

    private static int version(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class");
                DataInputStream file = new DataInputStream(in)) {
            assertThat(file.readInt()).isEqualTo(0xCAFEBABE);
            file.readUnsignedShort();
            return file.readUnsignedShort();
        }
    }

    @Test
    void thePluginGetsItsArgument() {
        STARTED.clear();
        new Start().run(Listener.class.getName() + " some words");
        new Start().run(Listener.class.getName());
        assertThat(STARTED).containsExactly("some words", "");
    }

    @Test
    void aPluginThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> new Start().run("org.samovar.Nothing x")).hasMessageContaining("org.samovar.Nothing");
    }

    @Test
    void theVersionThatRunsIsCalledAsPeopleCallIt() {
        assertThat(Start.sentence("1.8")).startsWith("Samovar needs Java 17 or newer; this ImageJ runs on Java 8.");
        assertThat(Start.sentence("11")).contains("runs on Java 11.");
    }
}
