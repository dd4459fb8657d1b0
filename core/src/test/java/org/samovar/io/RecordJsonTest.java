package org.samovar.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;

class RecordJsonTest {
    enum Colour {
        RED,
        GREEN
    }

    record Inner(int count, Optional<Double> weight) {
        Inner {
            if (count < 0) {
                throw new IllegalArgumentException("a count of " + count);
            }
        }
    }

    record Outer(
            String name,
            long seed,
            double rate,
            Colour colour,
            Inner inner,
            List<Inner> several,
            Map<String, Integer> sizes,
            Optional<Inner> more,
            JsonObject free) {}

    private static final String JSON =
            """
            {"//": "a comment", "name": "x", "seed": 9007199254740993, "rate": 1e-3, "colour": "GREEN",
             "inner": {"count": 2}, "several": [{"count": 3, "weight": 0.5}], "sizes": {"b": 1, "a": 2}, "free": {"any": [1]}}
            """;

    private static Outer read(String json) {
        return RecordJson.read(JsonFiles.parse(json, "x"), Outer.class, "it");
    }

    @Test
    void aRecordIsReadWithAllKindsOfComponents() {
        Outer found = read(JSON);
        assertThat(found.seed()).isEqualTo(9007199254740993L);
        assertThat(found.colour()).isEqualTo(Colour.GREEN);
        assertThat(found.inner()).isEqualTo(new Inner(2, Optional.empty()));
        assertThat(found.several()).containsExactly(new Inner(3, Optional.of(0.5)));
        assertThat(found.sizes()).containsExactly(Map.entry("b", 1), Map.entry("a", 2));
        assertThat(found.more()).isEmpty();
        assertThat(found.free().toString()).isEqualTo("{\"any\":[1]}");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Outer first = read(JSON.replace("\"free\"", "\"more\": {\"count\": 7}, \"free\""));
        assertThat(read(RecordJson.write(first).toString())).isEqualTo(first);
    }

    @Test
    void slipsOfThePenAreNamed() {
        refused("\"rate\"", "\"rat\"", "it lacks rate and has the unknown rat.");
        refused("{\"count\": 2}", "{\"cont\": 2}", "inner lacks count and has the unknown cont.");
        refused("\"b\": 1", "\"b\": \"one\"", "sizes.b should be a whole number, not \"one\".");
        refused("\"GREEN\"", "\"BLUE\"", "colour should be one of RED, GREEN, not \"BLUE\".");
        refused("9007199254740993", "1e19", "seed should be a whole number below 2^63, not 1e19.");
        refused("{\"any\": [1]}", "[]", "free should be an object in braces, not [].");
    }

    @Test
    void whatARecordRefusesIsOneSentence() {
        refused("{\"count\": 2}", "{\"count\": -2}", "inner makes no sense: a count of -2.");
    }

    private static void refused(String right, String wrong, String sentence) {
        assertThat(JSON).contains(right);
        String json = JSON.replace(right, wrong);
        assertThatThrownBy(() -> read(json)).isInstanceOf(UserError.class).hasMessage(sentence);
    }
}
