package org.samovar.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataFolderTest {
    @Test
    void theDataFolderIsThatOfThePlatform() {
        String home = "home";
        assertThat(DataFolder.find(Map.of(), "linux", home)).isEqualTo(Path.of("home/.local/share/samovar"));
        assertThat(DataFolder.find(Map.of("XDG_DATA_HOME", "x"), "linux", home)).isEqualTo(Path.of("x/samovar"));
        assertThat(DataFolder.find(Map.of(), "mac os x", home))
                .isEqualTo(Path.of("home/Library/Application Support/Samovar"));
        assertThat(DataFolder.find(Map.of("LOCALAPPDATA", "l"), "windows 11", home))
                .isEqualTo(Path.of("l/Samovar"));
        assertThat(DataFolder.find(Map.of("SAMOVAR_HOME", "s"), "windows 11", home))
                .isEqualTo(Path.of("s"));
    }
}
