package org.samovar.bridge.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.samovar.predict.Progress;

@Timeout(30)
class WorkbenchTest {
    private final Workbench bench = new Workbench();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void close() {
        go.countDown();
        bench.close();
    }

    /** Keeps the thread busy until it may go on. */
    private void block() throws InterruptedException {
        bench.submit("blocker", Urgency.PROMPT, job -> {
            started.countDown();
            await(go);
        });
        started.await();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Job submit(String client, Urgency urgency, String name) {
        return bench.submit(client, urgency, job -> done.add(name));
    }

    @Test
    void whatIsUrgentComesFirstAndClientsTakeTurns() throws InterruptedException {
        block();
        submit("a", Urgency.IDLE, "a idle");
        submit("a", Urgency.LONG, "a long");
        submit("a", Urgency.PROMPT, "a 1");
        submit("a", Urgency.PROMPT, "a 2");
        submit("a", Urgency.PROMPT, "a 3");
        submit("b", Urgency.PROMPT, "b 1");
        assertThat(bench.waiting()).isEqualTo(6);
        go.countDown();
        bench.close();

        assertThat(done).containsExactly("a 1", "b 1", "a 2", "a 3", "a long", "a idle");
        assertThat(bench.waiting()).isZero();
    }

    @Test
    void promptsAreAnsweredBetweenTheStepsOfLongWork() throws InterruptedException {
        bench.submit("a", Urgency.LONG, job -> {
            Progress progress = job.progress(Progress.NONE);
            progress.step(0, 2, "walking");
            done.add("step 1");
            started.countDown();
            await(go);
            progress.step(1, 2, "walking");
            done.add("step 2");
        });
        started.await();
        submit("b", Urgency.LONG, "b long");
        submit("b", Urgency.PROMPT, "b prompt");
        go.countDown();
        bench.close();

        assertThat(done).containsExactly("step 1", "b prompt", "step 2", "b long");
    }

    @Test
    void workThatWaitsCanBeWithdrawnAndWorkThatRunsEndsAtItsNextStep() throws InterruptedException {
        Job running = bench.submit("a", Urgency.LONG, job -> {
            started.countDown();
            await(go);
            try {
                job.progress(Progress.NONE).step(1, 2, "walking");
                done.add("too far");
            } catch (CancellationException e) {
                done.add("ended");
            }
        });
        started.await();
        Job waiting = submit("a", Urgency.LONG, "never");

        assertThat(waiting.cancel()).isTrue();
        assertThat(running.cancel()).isFalse();
        go.countDown();
        bench.close();
        assertThat(waiting.cancel()).isFalse();
        assertThat(done).containsExactly("ended");
    }

    @Test
    void aClosedBenchTakesNoWork() {
        bench.close();
        assertThatThrownBy(() -> submit("a", Urgency.PROMPT, "late")).isInstanceOf(IllegalStateException.class);
    }
}
