package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.samovar.predict.Progress;

class MegabytesTest {
    private final List<String> told = new ArrayList<>();
    private final AtomicLong seconds = new AtomicLong();
    private final Progress reader = (done, total, what) -> told.add(what);
    private final Megabytes megabytes = new Megabytes("downloading x", reader, () -> seconds.get() * 1_000_000_000L);

    @Test
    void thePaceIsThatOfThisDownloadAlone() {
        megabytes.report(100, 160, "");
        seconds.set(10);
        megabytes.report(110, 160, "");
        assertThat(told).containsExactly("downloading x, 100 of 160 MB", "downloading x, 110 of 160 MB, 50 s left");
    }

    @Test
    void reportsThatComeAtOnceAreToldOnce() {
        megabytes.report(1, 9, "");
        megabytes.report(2, 9, "");
        assertThat(told).hasSize(1);
    }
}
