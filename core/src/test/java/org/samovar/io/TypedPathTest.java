package org.samovar.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;

class TypedPathTest {
    @Test
    void aPathIsWhatItSays() {
        assertThat(TypedPath.of("a b/c.png")).isEqualTo(Path.of("a b", "c.png"));
    }

    @Test
    void aTextThatCanBeNoPathIsRefused() {
        assertThatThrownBy(() -> TypedPath.of("a\0b"))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.hint()).isEmpty())
                .hasMessageContaining("cannot be the name of a file");
    }

    @Test
    void lettersOutsideOfTheLanguageSettingCannotBeNamed() {
        assertThat(TypedPath.isNameable("Größe 日本", StandardCharsets.UTF_8)).isTrue();
        assertThat(TypedPath.isNameable("Größe", StandardCharsets.ISO_8859_1)).isTrue();
        assertThat(TypedPath.isNameable("日本", StandardCharsets.ISO_8859_1)).isFalse();
        assertThat(TypedPath.isNameable("Größe", StandardCharsets.US_ASCII)).isFalse();
        assertThat(TypedPath.isNameable("Gr\uFFFDe", StandardCharsets.UTF_8)).isFalse();
    }
}
