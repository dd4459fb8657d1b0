package org.samovar.spark.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.samovar.geometry.UserError;
import org.samovar.spark.table.RowItem;
import org.samovar.spark.table.RowResult;

/**
 * Gives rows to Spark, a few to a job and many jobs at a time. Many small jobs rather than one of all rows, because Spark gives up a whole job when executors die of
 * one of its tasks again and again. The rows of such a job are carried out once more at the end, each alone, so that none is blamed for its neighbour.
 *
 * @param spark that carries them out
 * @param work on each, which is sent to executors
 */
record Dispatcher(JavaSparkContext spark, Function<RowItem, RowResult> work) {
    /** Jobs that are open on a cluster, whose computers come and go: as many cores at most are at work. */
    private static final int AT_ONCE = 512;
    /** Jobs for each core of this computer, so that each has its next one at once. */
    private static final int EACH = 4;

    /**
     * How a job ended.
     *
     * @param rows that it had
     * @param results of each; none when it was given up
     * @param why it was given up; empty when it was not
     */
    private record Ended(List<RowItem> rows, List<RowResult> results, String why) {}

    /**
     * Carries out rows.
     *
     * @param todo at least one
     * @param sink gets each row with its result when its job ends, on this thread
     * @throws UserError when Spark itself ended; what the sink has got stays
     */
    void run(List<RowItem> todo, BiConsumer<RowItem, RowResult> sink) {
        int atOnce = spark.isLocal() ? EACH * spark.defaultParallelism() : AT_ONCE;
        ExecutorService threads = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "samovar-rows");
            thread.setDaemon(true);
            return thread;
        });
        try {
            RowQueue queue = new RowQueue(todo, atOnce);
            CompletionService<Ended> running = new ExecutorCompletionService<>(threads);
            List<RowItem> lost = new ArrayList<>();
            int open = 0;
            while (open > 0 || !queue.isEmpty()) {
                while (open < atOnce && !queue.isEmpty()) {
                    List<RowItem> rows = queue.next();
                    running.submit(() -> ended(rows));
                    open++;
                }
                Ended ended = running.take().get();
                open--;
                queue.ended(ended.results());
                report(ended, lost, sink);
            }
            lost.forEach(row -> sink.accept(row, alone(row)));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Cancelled while rows were carried out.");
        } finally {
            threads.shutdownNow();
        }
    }

    private static void report(Ended ended, List<RowItem> lost, BiConsumer<RowItem, RowResult> sink) {
        if (ended.results().isEmpty()) {
            lost.addAll(ended.rows());
        }
        for (int i = 0; i < ended.results().size(); i++) {
            sink.accept(ended.rows().get(i), ended.results().get(i));
        }
    }

    private Ended ended(List<RowItem> rows) {
        try {
            return new Ended(rows, spark.parallelize(rows, 1).map(work).collect(), "");
        } catch (Exception e) { // Spark's methods do not declare what they throw
            if (spark.sc().isStopped()) {
                throw new UserError(
                        "Spark ended before the work did.",
                        "Run the same again: it goes on with the rows that are left.",
                        e);
            }
            return new Ended(
                    rows,
                    List.of(),
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** The result of a row whose job was given up. */
    private RowResult alone(RowItem row) {
        Ended ended = ended(List.of(row));
        return ended.results().stream()
                .findFirst()
                .orElseGet(() -> new RowResult(
                        row.fingerprint(),
                        RowResult.Status.FAILED,
                        0,
                        1,
                        "The executor ended with this row: " + ended.why()));
    }
}
