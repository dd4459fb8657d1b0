package org.samovar.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The sample images, their labels and the prompts in {@code samples/samples.json} fit together. */
class SamplesTest {

    /** Surefire runs in the folder of the module, one below the root. */
    private static final Path FOLDER = Path.of("").toAbsolutePath().resolveSibling("samples");

    private static final int MAX_BYTES = 300_000;

    @Test
    void thereAreThreeForTheDemoAndEachOfThemHasALabel() throws IOException {
        List<JsonObject> demo =
                samples().filter(sample -> sample.get("demo").getAsBoolean()).toList();
        assertThat(demo).hasSize(3).noneMatch(sample -> sample.get("label").isJsonNull());
    }

    @Test
    void everyBoxLiesInItsImageAndHoldsItsObject() throws IOException {
        for (JsonObject sample : samples().toList()) {
            BufferedImage image = read(sample, "image");
            for (JsonElement prompt : sample.getAsJsonArray("prompts")) {
                JsonArray box = prompt.getAsJsonObject().getAsJsonArray("box");
                assertThat(List.of(at(box, 0), at(box, 1))).allMatch(value -> value >= 0);
                assertThat(at(box, 2)).isGreaterThan(at(box, 0)).isLessThanOrEqualTo(image.getWidth());
                assertThat(at(box, 3)).isGreaterThan(at(box, 1)).isLessThanOrEqualTo(image.getHeight());
                if (!sample.get("label").isJsonNull()) {
                    assertHolds(read(sample, "label"), prompt.getAsJsonObject(), box);
                }
            }
        }
    }

    @Test
    void everyPositivePointIsOnItsObject() throws IOException {
        for (JsonObject sample : samples().toList()) {
            for (JsonElement prompt : sample.getAsJsonArray("prompts")) {
                JsonArray points = prompt.getAsJsonObject().getAsJsonArray("points");
                if (points != null) {
                    BufferedImage label = read(sample, "label");
                    for (JsonElement point : points) {
                        JsonArray xy = point.getAsJsonArray();
                        assertThat(xy.get(2).getAsString()).isEqualTo("+");
                        assertThat(label.getRaster().getSample(at(xy, 0), at(xy, 1), 0))
                                .isEqualTo(
                                        prompt.getAsJsonObject().get("object").getAsInt());
                    }
                }
            }
        }
    }

    @Test
    void labelsHaveTheSizeOfTheirImagesAndFilesAreSmall() throws IOException {
        for (JsonObject sample : samples().toList()) {
            BufferedImage image = read(sample, "image");
            assertThat(Files.size(FOLDER.resolve(sample.get("image").getAsString())))
                    .isLessThanOrEqualTo(MAX_BYTES);
            if (!sample.get("label").isJsonNull()) {
                BufferedImage label = read(sample, "label");
                assertThat(List.of(label.getWidth(), label.getHeight()))
                        .containsExactly(image.getWidth(), image.getHeight());
            }
        }
    }

    @Test
    void everyImageIsInTheTableOfSourcesAndLicences() throws IOException {
        String table = Files.readString(FOLDER.resolve("README.md"), StandardCharsets.UTF_8);
        assertThat(samples().map(sample -> sample.get("image").getAsString()))
                .allMatch(image -> table.contains("| `" + image + "` |"));
    }

    /** All of the object's pixels are in the box, and there are some. */
    private static void assertHolds(BufferedImage label, JsonObject prompt, JsonArray box) {
        int object = prompt.get("object").getAsInt();
        int inside = 0;
        int all = 0;
        for (int y = 0; y < label.getHeight(); y++) {
            for (int x = 0; x < label.getWidth(); x++) {
                if (label.getRaster().getSample(x, y, 0) == object) {
                    all++;
                    inside += x >= at(box, 0) && x < at(box, 2) && y >= at(box, 1) && y < at(box, 3) ? 1 : 0;
                }
            }
        }
        assertThat(inside).isPositive().isEqualTo(all);
    }

    private static int at(JsonArray numbers, int index) {
        return numbers.get(index).getAsInt();
    }

    private static BufferedImage read(JsonObject sample, String key) throws IOException {
        return ImageIO.read(FOLDER.resolve(sample.get(key).getAsString()).toFile());
    }

    private static Stream<JsonObject> samples() throws IOException {
        String text = Files.readString(FOLDER.resolve("samples.json"), StandardCharsets.UTF_8);
        JsonArray samples = JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("samples");
        return StreamSupport.stream(samples.spliterator(), false).map(JsonElement::getAsJsonObject);
    }
}
