package org.samovar.image.io.geojson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;
import org.samovar.image.Outline;
import org.samovar.image.PixelRuns;
import org.samovar.io.JsonFiles;

class GeoJsonFileTest {
    private static final PixelRuns RING = new PixelRuns.Builder()
            .add(1, 2, 5)
            .add(2, 2, 3)
            .add(2, 4, 5)
            .add(3, 2, 5)
            .build();

    @TempDir
    private Path folder;

    @Test
    void theFileIsWholeAfterEachFlush() {
        Path file = folder.resolve("objects.geojson");
        try (GeoJsonFile out = GeoJsonFile.create(file, 1)) {
            assertThat(features(file)).isEmpty();
            out.add(Outline.of(RING), about(1));
            assertThat(features(file)).isEmpty();
            out.flush();
            assertThat(features(file)).hasSize(1);
            out.add(Outline.of(RING), about(2));
        }
        assertThat(features(file)).hasSize(2);
        JsonObject first = features(file).get(0).getAsJsonObject();
        assertThat(first.get("type").getAsString()).isEqualTo("Feature");
        assertThat(first.getAsJsonObject("properties"))
                .hasToString("{\"objectType\":\"detection\",\"measurements\":{\"Label\":1}}");
    }

    @Test
    void polygonsCloseAndHaveHoles() {
        Path file = folder.resolve("objects.geojson");
        try (GeoJsonFile out = GeoJsonFile.create(file, 1)) {
            out.add(Outline.of(RING), about(1));
        }
        assertThat(geometry(file, 0))
                .hasToString("{\"type\":\"Polygon\",\"coordinates\":["
                        + "[[2,4],[2,1],[5,1],[5,4],[2,4]],[[3,2],[3,3],[4,3],[4,2],[3,2]]]}");
    }

    @Test
    void pixelsThatMeetAtACornerAreTwoPolygonsInTheScaleOfTheSlide() {
        Path file = folder.resolve("objects.geojson");
        try (GeoJsonFile out = GeoJsonFile.create(file, 2.5)) {
            out.add(Outline.of(new PixelRuns.Builder().add(0, 0, 1).add(1, 1, 2).build()), about(1));
        }
        assertThat(geometry(file, 0))
                .hasToString("{\"type\":\"MultiPolygon\",\"coordinates\":["
                        + "[[[0,2.5],[0,0],[2.5,0],[2.5,2.5],[0,2.5]]],[[[2.5,5],[2.5,2.5],[5,2.5],[5,5],[2.5,5]]]]}");
    }

    @Test
    void aFolderThatIsNotThereIsTold() {
        assertThatThrownBy(() -> GeoJsonFile.create(folder.resolve("none/objects.geojson"), 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Cannot write");
    }

    private static JsonObject about(int label) {
        JsonObject measurements = new JsonObject();
        measurements.addProperty("Label", label);
        JsonObject out = new JsonObject();
        out.add("measurements", measurements);
        return out;
    }

    private static JsonArray features(Path file) {
        JsonObject all = JsonFiles.read(file);
        assertThat(all.get("type").getAsString()).isEqualTo("FeatureCollection");
        return all.getAsJsonArray("features");
    }

    private static JsonObject geometry(Path file, int index) {
        return features(file).get(index).getAsJsonObject().getAsJsonObject("geometry");
    }
}
