package org.samovar.bridge.work;

import java.util.function.Consumer;
import org.samovar.predict.Progress;

/** Work that waits, or is being done. */
public final class Job {
    private final Workbench bench;
    private final Object client;
    private final Urgency urgency;
    private final Consumer<Job> work;
    private volatile boolean cancelled;

    Job(Workbench bench, Object client, Urgency urgency, Consumer<Job> work) {
        this.bench = bench;
        this.client = client;
        this.urgency = urgency;
        this.work = work;
    }

    Object client() {
        return client;
    }

    Urgency urgency() {
        return urgency;
    }

    void run() {
        work.accept(this);
    }

    /**
     * Says that nobody wants it any more; work that is being done ends at its next step.
     *
     * @return whether it waited still, and will now never be done
     */
    public boolean cancel() {
        cancelled = true;
        return bench.withdraw(this);
    }

    /** Whether nobody wants it any more. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Progress for long work: between its steps more urgent work is done, on the same thread. */
    public Progress progress(Progress listener) {
        return new Progress() {
            @Override
            public void report(long done, long total, String what) {
                listener.report(done, total, what);
            }

            @Override
            public boolean isCancelled() {
                bench.doMoreUrgentThan(urgency);
                return cancelled;
            }
        };
    }
}
