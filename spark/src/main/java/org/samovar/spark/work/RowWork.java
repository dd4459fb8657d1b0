package org.samovar.spark.work;

import org.apache.spark.api.java.function.Function;
import org.samovar.cli.VerbLines;
import org.samovar.spark.table.RowItem;
import org.samovar.spark.table.RowResult;

/** Carries out a row on an executor. What goes wrong with it is in its result, so that no row ends another. */
public record RowWork(WorkOrder order) implements Function<RowItem, RowResult> {
    private static final double NANOSECONDS = 1e9;
    private static final long FIRST_PAUSE = 500;

    @Override
    public RowResult call(RowItem row) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            long start = System.nanoTime();
            VerbLines.Outcome outcome = outcome(row);
            double seconds = (System.nanoTime() - start) / NANOSECONDS;
            if (!(outcome instanceof VerbLines.Failed failed)) {
                return new RowResult(row.fingerprint(), RowResult.Status.DONE, seconds, attempt, "");
            }
            if (failed.chance() == VerbLines.Chance.NONE || attempt >= order.attempts()) {
                return new RowResult(row.fingerprint(), RowResult.Status.FAILED, seconds, attempt, failed.message());
            }
            // a file system or a memory that was overburdened gets a moment
            Thread.sleep(FIRST_PAUSE << Math.min(attempt - 1, 6));
        }
    }

    private VerbLines.Outcome outcome(RowItem row) {
        try {
            return Workplace.of(order).run(row.words());
        } catch (LinkageError | AssertionError | StackOverflowError e) {
            return new VerbLines.Failed(e.toString().replaceAll("\\R", " "), VerbLines.Chance.MAYBE);
        }
    }
}
