package org.samovar.model.sam2;

import org.junit.jupiter.api.Test;
import org.samovar.model.sam2.Sam2Config.SingleMask;
import org.samovar.model.sam2.Sam2Config.Version;
import org.samovar.testing.Parity;

/** The larger sizes are the same code with other numbers; {@code samovar parity} runs them all. */
class Sam2ParityTest {
    @Test
    void tinyOfTwoPointOneGivesThePublishedOutputs() {
        Parity.check(
                "sam2.1_hiera_t_image",
                new Sam2(Sam2Config.tiny(Version.SAM_2_1).with(SingleMask.FIRST_TOKEN)));
    }

    @Test
    void tinyOfTwoPointOneFallsBackOnTheStablestMaskAsThePackageDoes() {
        Parity.check("sam2.1_hiera_t_image_post", new Sam2(Sam2Config.tiny(Version.SAM_2_1)));
    }

    @Test
    void tinyOfTwoPointZeroGivesThePublishedOutputs() {
        Parity.check(
                "sam2_hiera_t_image", new Sam2(Sam2Config.tiny(Version.SAM_2_0).with(SingleMask.FIRST_TOKEN)));
    }
}
