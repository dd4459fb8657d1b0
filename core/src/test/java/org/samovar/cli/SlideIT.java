package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Region;
import org.samovar.image.Volume;
import org.samovar.image.io.Volumes;
import org.samovar.io.JsonFiles;

/** The embedded model finds nuclei field by field. */
class SlideIT {
    private static final Path NUCLEI = Path.of("..", "samples", "nuclei.png");

    @TempDir
    private Path folder;

    @Test
    void objectsOfAllFieldsAreLabelledAndOutlined() {
        Path out = folder.resolve("out");
        Invocation run = Invocation.of(
                "slide", NUCLEI.toString(), "--field", "160", "--halo", "32", "--tile", "320", "-o", out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        Map<Integer, Long> outlined = new TreeMap<>();
        for (JsonElement feature :
                JsonFiles.read(out.resolve("objects.geojson")).getAsJsonArray("features")) {
            JsonObject measured =
                    feature.getAsJsonObject().getAsJsonObject("properties").getAsJsonObject("measurements");
            outlined.put(
                    measured.get("Label").getAsInt(), measured.get("Area px").getAsLong());
        }
        Volume labels = Volumes.read(out.resolve("labels.ome.zarr"));
        Map<Integer, Long> labelled = new TreeMap<>();
        Region all = new Region(0, 0, labels.size().width(), labels.size().height());
        for (double label : labels.voxels().read(all, 0, 0, 0)) {
            if (label > 0) {
                labelled.merge((int) label, 1L, Long::sum);
            }
        }
        assertThat(outlined.keySet()).isEqualTo(labelled.keySet()).hasSizeGreaterThan(5);
        // an object that lies over another one is outlined whole
        labelled.forEach((id, area) -> assertThat(outlined.get(id)).isGreaterThanOrEqualTo(area));
        assertThat(run.out()).contains(outlined.size() + " objects");
    }
}
