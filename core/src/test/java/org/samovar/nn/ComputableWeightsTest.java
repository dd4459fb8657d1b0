package org.samovar.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The expected values were computed by the Python statement of the same formula. */
class ComputableWeightsTest {
    private final ComputableWeights weights = new ComputableWeights("parity-1");

    @Test
    void theScaleOfANormIsNearOne() {
        float[] values = weights.values("a.weight", 5);

        assertThat(values)
                .startsWith(0x1.2d33e2p+0f, 0x1.1430b4p+0f, 0x1.fef09ap-1f)
                .endsWith(0x1.20635ep+0f);
    }

    @Test
    void aBiasIsSmall() {
        assertThat(weights.values("x.bias", 3)).containsExactly(0x1.91e2e0p-5f, 0x1.0f18ccp-9f, 0x1.2cae86p-5f);
    }

    @Test
    void aFactorIsScaledByItsFanIn() {
        assertThat(weights.values("head.weight", 4, 3, 2))
                .hasSize(24)
                .startsWith(-0x1.661bd2p-1f, -0x1.46cb38p-2f, 0x1.b9541cp-8f)
                .endsWith(-0x1.452d62p-3f);
    }

    @Test
    void aFanInAboveALimitCountsAsTheLimit() {
        assertThat(weights.values("wide.weight", 2, 4096))
                .startsWith(-0x1.8ff57ep-5f, -0x1.a2a5dep-6f, 0x1.826598p-5f)
                .endsWith(0x1.7021c4p-5f);
    }

    @Test
    void longTensorsAreTheSameInEveryPiece() {
        assertThat(weights.values("pos_embed", 1, 70000))
                .startsWith(-0x1.0d4bdep-5f)
                .endsWith(-0x1.c85a2ep-6f);
    }

    @Test
    void runningStatisticsHaveTheirOwnRules() {
        assertThat(weights.values("bn.running_var", 4))
                .startsWith(0x1.275f68p+0f, 0x1.7ddedcp+0f)
                .endsWith(0x1.7f07dep+0f);
        assertThat(weights.values("bn.running_mean", 2)).containsExactly(0x1.e7a9ccp-6f, -0x1.0ea706p-4f);
        assertThat(weights.values("bn.num_batches_tracked")).containsExactly(0f);
    }

    @Test
    void anotherSaltGivesOtherValues() {
        assertThat(new ComputableWeights("parity-2").values("x.bias", 3)).isNotEqualTo(weights.values("x.bias", 3));
    }
}
