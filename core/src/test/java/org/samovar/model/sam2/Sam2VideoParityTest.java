package org.samovar.model.sam2;

import org.junit.jupiter.api.Test;
import org.samovar.model.sam2.Sam2Config.SingleMask;
import org.samovar.model.sam2.Sam2Config.Version;
import org.samovar.testing.Parity;

/** Other sizes and inputs of 1024 pixels are the same code with other numbers; {@code samovar parity} runs them all. */
class Sam2VideoParityTest {
    @Test
    void tinyOfTwoPointOneFollowsTwoObjectsAsPublished() {
        Parity.checkVideo("sam2.1_hiera_t_video_512", tiny(Version.SAM_2_1));
    }

    @Test
    void tinyOfTwoPointOneRemembersAbsentObjectsAsPublished() {
        Parity.checkVideo("sam2.1_hiera_t_video_512_absent", tiny(Version.SAM_2_1));
    }

    @Test
    void tinyOfTwoPointZeroFollowsTwoObjectsAsPublished() {
        Parity.checkVideo("sam2_hiera_t_video_512", tiny(Version.SAM_2_0));
    }

    private static Sam2 tiny(Version version) {
        return new Sam2(Sam2Config.tiny(version).with(SingleMask.FIRST_TOKEN));
    }
}
