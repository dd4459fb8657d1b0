package org.samovar.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;

class JsonFilesTest {
    @TempDir
    Path folder;

    @Test
    void anObjectIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{\"größe\": 3}");
        assertThat(JsonFiles.read(file).get("größe").getAsInt()).isEqualTo(3);
    }

    @Test
    void aSlipIsOneLineThatSaysWhere() {
        assertThatThrownBy(() -> JsonFiles.parse("{\"a\": 1,\n \"b", "x.json"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("x.json is no JSON: ")
                .hasMessageContaining("line 2")
                .message()
                .isNotBlank()
                .doesNotContain("\n", "Exception", "http");
    }

    @Test
    void whatIsNoObjectIsRefused() throws IOException {
        for (String text : new String[] {"", "[]", "null", "hello"}) {
            assertThatThrownBy(() -> JsonFiles.parse(text, "x")).hasMessage("x should be an object in braces.");
        }
        Path bytes = Files.write(folder.resolve("bytes.json"), new byte[] {'{', (byte) 0xff, '}'});
        assertThatThrownBy(() -> JsonFiles.read(bytes)).hasMessage(bytes + " is no text.");
        assertThatThrownBy(() -> JsonFiles.read(folder.resolve("none.json")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no file");
    }
}
