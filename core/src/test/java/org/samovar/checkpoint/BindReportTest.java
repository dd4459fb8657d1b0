package org.samovar.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;

class BindReportTest {
    private static final StateDict WEIGHTS = StateDict.of(
            "w.pth",
            List.of(
                    StoredTensor.ofFloats("a", new long[] {2}, 1, 2),
                    StoredTensor.ofFloats("b", new long[] {1, 2}, 3, 4),
                    StoredTensor.ofFloats("bn.num_batches_tracked", new long[] {}, 9)),
            Map.of());

    @Test
    void weightsThatFitPassAndCountersOfBatchNormsDoNotMatter() {
        BindReport report = BindReport.compare("a net", Map.of("a", new long[] {2}, "b", new long[] {1, 2}), WEIGHTS);

        assertThat(report.fits()).isTrue();
        assertThatCode(report::require).doesNotThrowAnyException();
    }

    @Test
    void everyFaultIsNamedInOneSentence() {
        Map<String, long[]> needed = new LinkedHashMap<>();
        needed.put("b", new long[] {2, 1});
        for (int i = 0; i < 5; i++) {
            needed.put("c" + i, new long[] {1});
        }

        assertThatThrownBy(() -> BindReport.compare("a net", needed, WEIGHTS).require())
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "w.pth does not fit a net: it lacks 'c0', 'c1', 'c2' and 2 others; the network has no place for 'a';"
                                + " 'b' is [1, 2] where [2, 1] is needed.");
    }
}
