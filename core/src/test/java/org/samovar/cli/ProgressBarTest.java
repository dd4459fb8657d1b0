package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter text = new StringWriter();
    private final AtomicLong seconds = new AtomicLong();

    private ProgressBar bar(Console.Kind kind) {
        return new ProgressBar(new PrintWriter(text), kind, () -> seconds.get() * 1_000_000_000L, () -> false);
    }

    @Test
    void workOfLessThanTwoSecondsShowsNothing() {
        try (ProgressBar bar = bar(Console.Kind.TERMINAL)) {
            seconds.set(1);
            bar.report(1, 2, "working");
        }
        assertThat(text.toString()).isEmpty();
    }

    @Test
    void aTerminalGetsABarThatIsTakenAwayInTheEnd() {
        try (ProgressBar bar = bar(Console.Kind.TERMINAL)) {
            seconds.set(4);
            bar.report(1, 3, "working");
            assertThat(text.toString()).startsWith("\r[##########-").contains("working, 1 of 3, 8 s left");
        }
        assertThat(text.toString()).endsWith("\r");
    }

    @Test
    void workThatCannotSayHowFarItIsShowsItsSeconds() {
        try (ProgressBar bar = bar(Console.Kind.TERMINAL)) {
            seconds.set(1);
            bar.waiting("segmenting");
            assertThat(text.toString()).isEmpty();
            seconds.set(3);
            bar.waiting("segmenting");
            assertThat(text.toString()).isEqualTo("\rsegmenting, 3 s");
        }
    }

    @Test
    void aLogGetsALineNowAndThen() {
        try (ProgressBar bar = bar(Console.Kind.PLAIN)) {
            for (int s = 0; s < 30; s++) {
                seconds.set(s);
                bar.report(s, 30, "working");
            }
        }
        assertThat(text.toString().lines()).hasSize(3).first().isEqualTo("working, 2 of 30, 28 s left");
    }
}
