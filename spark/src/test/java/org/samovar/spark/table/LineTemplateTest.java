package org.samovar.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;

class LineTemplateTest {
    private static final LineTemplate LINE =
            new LineTemplate(List.of("segment", "{image}", "--point", "{x},{y},+", "-o", "out/{name}.tif"));

    @Test
    void cellsTakeThePlacesOfTheirColumns() {
        assertThat(LINE.fill(Map.of("image", "a.png", "x", "3", "y", "4", "name", "a")))
                .containsExactly("segment", "a.png", "--point", "3,4,+", "-o", "out/a.tif");
    }

    @Test
    void whatACellSaysStaysOneWordAndIsNoPlaceItself() {
        List<String> words = LINE.fill(Map.of("image", "my image $1 {x}.png", "x", "3", "y", "4", "name", "a"));
        assertThat(words.get(1)).isEqualTo("my image $1 {x}.png");
    }

    @Test
    void anUnknownColumnIsNamedWithThoseThatThereAre() {
        assertThatThrownBy(() -> LINE.requireColumns(List.of("image", "x", "name")))
                .isInstanceOf(UserError.class)
                .hasMessage("The table has no column 'y'; it has image, x, name.");
    }

    @Test
    void theModelIsThatOfTheLine() {
        assertThat(LINE.model()).isEmpty();
        assertThat(new LineTemplate(List.of("everything", "{a}", "--model", "b.pt")).model())
                .contains("b.pt");
        assertThat(new LineTemplate(List.of("everything", "{a}", "--model=b.pt")).model())
                .contains("b.pt");
    }

    @Test
    void aModelForEachRowIsRefused() {
        LineTemplate line = new LineTemplate(List.of("everything", "{a}", "--model", "{m}"));
        assertThatThrownBy(line::model).isInstanceOf(UserError.class).hasMessageContaining("opened once");
    }

    @Test
    void aTableWithoutAVerbIsRefused() {
        assertThatThrownBy(() -> new LineTemplate(List.of()))
                .isInstanceOf(UserError.class)
                .hasMessage("There is no verb to run on the rows of the table.");
    }
}
