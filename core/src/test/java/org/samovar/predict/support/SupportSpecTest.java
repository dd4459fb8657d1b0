package org.samovar.predict.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.geometry.UserError;
import org.samovar.method.sam2sgp.SgpConfig.PseudoMask;
import org.samovar.method.sam2sgp.SgpConfig.Refinement;
import org.samovar.method.sam2sgp.SgpConfig.SupportMasks;
import org.samovar.testing.SmallSupport;

class SupportSpecTest {
    private static final SupportSpec SPEC = new SupportSpec(
            SmallSupport.config()
                    .with(PseudoMask.FROM_IMAGE)
                    .with(Refinement.BOX_ALONE)
                    .with(SupportMasks.AS_LOGITS),
            3);

    @Test
    void whatIsWrittenIsRead() {
        assertThat(SupportSpec.find(SPEC.metadata())).contains(SPEC);
        assertThat(SupportSpec.find(Map.of("other", "x"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"neighbours\":3', '\"neighbours\":0', not 0",
        "'\"neighbours\":3', '\"neighbours\":99999', not 99999",
        "'\"loraRank\":2', '\"loraRank\":-1', rank",
        "'\"loraRank\":2', '\"loraRank\":99999', rank",
        "'\"embedDim\":8', '\"embedDim\":999999', is not between",
        "'\"memory\":\"WITH\"', '\"memory\":\"WITHOUT\"', memory",
        "'\"refinement\"', '\"refined\"', refined"
    })
    void whatNoNetworkCanBeIsRefused(String from, String to, String word) {
        String text = SPEC.metadata().get(SupportSpec.KEY);
        assertThat(text).contains(from);
        Map<String, String> wrong = Map.of(SupportSpec.KEY, text.replace(from, to));
        assertThatThrownBy(() -> SupportSpec.find(wrong))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining(word);
    }

    @Test
    void textThatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> SupportSpec.find(Map.of(SupportSpec.KEY, "{{")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("samovar.support");
    }
}
