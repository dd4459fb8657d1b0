package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import java.awt.event.KeyEvent;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;

class AsideTest {
    private final Escape escape = new Escape();

    @AfterEach
    void reset() {
        IJ.resetEscape();
    }

    @Test
    void escapeEndsTheWaitingWhileTheWorkStillHangs() {
        CountDownLatch never = new CountDownLatch(1);
        assertThatThrownBy(() -> Aside.run(escape, () -> {
                    IJ.setKeyDown(KeyEvent.VK_ESCAPE);
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return "late";
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(escape.isCancelled()).isTrue();
        never.countDown();
    }

    @Test
    void answersAndErrorsComeOutAsTheyAre() {
        assertThat(Aside.run(escape, () -> "answer")).isEqualTo("answer");
        assertThatThrownBy(() -> Aside.run(escape, () -> {
                    throw new UserError("bad input");
                }))
                .isInstanceOf(UserError.class)
                .hasMessage("bad input");
    }
}
