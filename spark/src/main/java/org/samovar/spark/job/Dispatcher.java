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
 * one of its tasks again and again: here that ends one row alone.
 *
 * @param spark that carries them out
 * @param work on each, which is sent to executors
 */
record Dispatcher(JavaSparkContext spark, Function<RowItem, RowResult> work) {
    /** Jobs that wait or run: more than there are cores, so that each core has its next one at once. */
    private static final int AT_ONCE = 512;

    private static final int MOST_ROWS = 16;
    /** Fewer jobs of more rows would keep a cluster waiting for the last of them. */
    private static final int FEWEST_JOBS = 2000;

    private record Ended(List<RowItem> job, List<RowResult> results) {}

    /**
     * Carries out rows.
     *
     * @param todo at least one
     * @param sink gets each row with its result when its job ends, on this thread
     * @throws UserError when Spark itself ended; what the sink has got stays
     */
    void run(List<RowItem> todo, BiConsumer<RowItem, RowResult> sink) {
        List<List<RowItem>> jobs = jobs(todo);
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, jobs.size()), task -> {
            Thread thread = new Thread(task, "samovar-rows");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<Ended> running = new ExecutorCompletionService<>(threads);
            jobs.forEach(job -> running.submit(() -> new Ended(job, results(job))));
            for (int i = 0; i < jobs.size(); i++) {
                Ended ended = running.take().get();
                for (int k = 0; k < ended.job().size(); k++) {
                    sink.accept(ended.job().get(k), ended.results().get(k));
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Cancelled while rows were carried out.");
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<List<RowItem>> jobs(List<RowItem> todo) {
        int rows = Math.max(1, Math.min(MOST_ROWS, todo.size() / FEWEST_JOBS));
        List<List<RowItem>> jobs = new ArrayList<>();
        for (int from = 0; from < todo.size(); from += rows) {
            jobs.add(new ArrayList<>(todo.subList(from, Math.min(todo.size(), from + rows))));
        }
        return jobs;
    }

    private List<RowResult> results(List<RowItem> job) {
        try {
            return spark.parallelize(job, 1).map(work).collect();
        } catch (Exception e) { // Spark's methods do not declare what they throw
            if (spark.sc().isStopped()) {
                throw new UserError(
                        "Spark ended before the work did.",
                        "Run the same again: it goes on with the rows that are left.",
                        e);
            }
            if (job.size() == 1) {
                return List.of(lost(job.get(0), e));
            }
            return job.stream().flatMap(row -> results(List.of(row)).stream()).toList();
        }
    }

    private static RowResult lost(RowItem row, Exception e) {
        String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new RowResult(
                row.fingerprint(), RowResult.Status.FAILED, 0, 1, "The executor ended with this row: " + why);
    }
}
