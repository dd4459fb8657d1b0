package org.samovar.method.rfmedsam2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.samovar.method.PatchShape;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;

/** Table 8: SAM 2 has 224.4 M parameters, the U-Net 46 M, the adapters 19 M. */
class AdapterRecipeTest {
    private static Map<String, Long> counts(Adapters adapters) {
        RfMedSam2Options paper = RfMedSam2Options.paper(3);
        RfMedSam2 system = new RfMedSam2(
                new PatchShape(1, 32, 256, 256),
                14,
                added -> new Sam2(Sam2Config.large(Sam2Config.Version.SAM_2_0), added),
                new RfMedSam2Options(
                        paper.generator(),
                        paper.prompts(),
                        adapters,
                        paper.frames(),
                        paper.objectScore(),
                        paper.steps(),
                        paper.enlargement(),
                        paper.refined()));
        Map<String, Long> sums = new TreeMap<>();
        system.parameters().forEach((key, p) -> sums.merge(key.substring(0, key.indexOf('.')), p.count(), Long::sum));
        return sums;
    }

    @Test
    void thePapersSystemHasThePapersParameters() {
        Map<String, Long> counts = counts(Adapters.ALL);
        assertThat(counts).containsOnlyKeys("added", "backbone", "stem", "unet");
        assertThat(counts.get("backbone")).isBetween(224_400_000L, 224_450_000L);
        assertThat(counts.get("added")).isBetween(18_500_000L, 19_500_000L);
        assertThat(counts.get("unet")).isBetween(44_500_000L, 46_500_000L);
    }

    @Test
    void eachKindOfAdapterAddsToTheOneBefore() {
        assertThat(counts(Adapters.NONE)).doesNotContainKey("added");
        long plain = counts(Adapters.PLAIN).get("added");
        long depthwise = counts(Adapters.DEPTHWISE).get("added");
        assertThat(plain).isLessThan(depthwise);
        assertThat(depthwise).isLessThan(counts(Adapters.ALL).get("added"));
    }
}
