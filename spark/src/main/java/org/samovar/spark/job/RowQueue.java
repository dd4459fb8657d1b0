package org.samovar.spark.job;

import java.util.ArrayList;
import java.util.List;
import org.samovar.spark.table.RowItem;
import org.samovar.spark.table.RowResult;

/**
 * Rows that wait, given out about a second's worth at a time: a job of Spark costs some milliseconds whatever it does, and what a job did is known only when it
 * ends. Towards the end there are fewer to a job, so that no executor waits long for another's last one.
 */
final class RowQueue {
    private static final double SECONDS = 1;
    private static final int MOST = 64;

    private final List<RowItem> rows;
    private final int atOnce;
    private int next;
    private int ended;
    private double seconds;

    /** @param atOnce jobs that are open at a time */
    RowQueue(List<RowItem> rows, int atOnce) {
        this.rows = rows;
        this.atOnce = atOnce;
    }

    boolean isEmpty() {
        return next >= rows.size();
    }

    /** The rows of the next job, a list that can be serialized; none when all are given out. */
    List<RowItem> next() {
        int fair = (rows.size() - next) / (2 * atOnce);
        // one to a job until it is known how long they take
        int worth = ended == 0 ? 1 : (int) Math.min(MOST, SECONDS * ended / Math.max(seconds, 1e-3));
        int to = Math.min(rows.size(), next + Math.max(1, Math.min(fair, worth)));
        List<RowItem> job = new ArrayList<>(rows.subList(next, to));
        next = to;
        return job;
    }

    /** Takes note of how long rows took. */
    void ended(List<RowResult> results) {
        for (RowResult result : results) {
            ended++;
            seconds += result.seconds();
        }
    }
}
