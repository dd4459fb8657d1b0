package org.samovar.model.sam;

import org.junit.jupiter.api.Test;
import org.samovar.testing.Parity;

class SamParityTest {
    @Test
    void vitBGivesThePublishedOutputs() {
        Parity.check("sam_vit_b", new Sam(SamConfig.vitB()));
    }
}
