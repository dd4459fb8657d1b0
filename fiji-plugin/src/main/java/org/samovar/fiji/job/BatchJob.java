package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.fiji.job.BatchPlan.Item;
import org.samovar.fiji.model.ModelHost;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.predict.Progress;
import org.samovar.predict.ProgressPart;
import org.samovar.predict.RemainingTime;

/**
 * Segments all images of a folder in one way, without a window. What is done is on the disk as soon as it is; run again with the same options, the job goes on
 * where it was stopped.
 */
public final class BatchJob {
    private static final String NAME = "Batch Folder: ";
    /** Failed files that the log names. */
    private static final int NAMED = 20;

    private static final double NANOSECONDS = 1e9;

    private final ModelHost host;
    private final BatchOptions options;
    private final Escape escape = new Escape();
    private final List<String> failed = new ArrayList<>();
    private int done;

    public BatchJob(ModelHost host, BatchOptions options) {
        this.host = host;
        this.options = options;
    }

    /**
     * Writes a label image for each image, and a table with a line for each. An image that cannot be segmented is a line in the table and in the log.
     *
     * @throws UserError when folder, model or examples cannot be used, the destination holds something else, cannot be written to, or is written to by another batch
     * @throws CancellationException when cancelled; all that was done stays
     */
    public void run() {
        Path destination = options.labels();
        SortedMap<String, Path> images = ImageTree.of(options.images(), destination);
        AtomicFiles.requireWritable(destination.resolve(BatchTable.FILE));
        escape.report(0, 1, "opening " + options.model());
        BatchRecord record = BatchRecord.of(options, host.sha256(options.model(), escape));
        // what is wrong with the folder shows before a model is opened
        plan(images, record, new BatchTable(destination), destination);
        BatchWork work = new BatchWork(host, options, escape);
        work.prepare();
        try (BatchLock lock = BatchLock.take(destination)) {
            BatchTable table = new BatchTable(destination);
            BatchPlan plan = plan(images, record, table, destination);
            record.write(destination);
            carryOut(plan, work, table, destination);
            show(table);
        }
    }

    /** @throws UserError when the folder holds something else */
    private static BatchPlan plan(
            SortedMap<String, Path> images, BatchRecord record, BatchTable table, Path destination) {
        boolean isBegun = record.isBegun(destination);
        BatchPlan plan = BatchPlan.of(images, table, destination);
        if (!isBegun) {
            plan.requireFree(destination);
        }
        return plan;
    }

    private void carryOut(BatchPlan plan, BatchWork work, BatchTable table, Path destination) {
        table.tidy();
        plan.folders(destination).forEach(AtomicFiles::removeParts);
        try {
            segment(plan, work, table, destination);
            table.tidy();
        } catch (CancellationException e) {
            table.tidy();
            throw e;
        } finally {
            tell(plan);
        }
    }

    private void segment(BatchPlan plan, BatchWork work, BatchTable table, Path destination) {
        List<Item> items = plan.items();
        int all = items.size() + plan.skipped();
        long start = System.nanoTime();
        for (int i = 0; i < items.size(); i++) {
            escape.check();
            String left = RemainingTime.of(i, items.size(), System.nanoTime() - start);
            String name = "file " + (plan.skipped() + i + 1) + " of " + all + (left.isEmpty() ? "" : ", " + left);
            Progress progress = new ProgressPart(escape, i, items.size(), name);
            progress.report(0, 1, name);
            BatchRow row = row(items.get(i), work, progress, destination);
            table.add(row);
            if (row.isDone()) {
                done++;
            } else {
                failed.add(row.file());
                IJ.log(NAME + row.file() + ": " + row.message());
            }
        }
    }

    /** Segments a file and writes its labels. @throws UserError when these cannot be written */
    private BatchRow row(Item item, BatchWork work, Progress progress, Path destination) {
        long start = System.nanoTime();
        FileStamp stamp = new FileStamp(0, "");
        ImagePlus labels;
        int objects;
        try {
            stamp = FileStamp.of(item.image());
            labels = labels(item.image(), work, progress);
            objects = LabelImages.count(labels);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            return new BatchRow(item.name(), BatchRow.Status.FAILED, 0, since(start), message(e), "", stamp);
        }
        LabelTiff.write(labels, destination.resolve(item.labels()));
        return new BatchRow(item.name(), BatchRow.Status.DONE, objects, since(start), "", item.labels(), stamp);
    }

    private static ImagePlus labels(Path file, BatchWork work, Progress progress) {
        ImagePlus image = ImageFiles.open(file);
        try {
            return work.labels(image, progress);
        } finally {
            image.close();
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / NANOSECONDS;
    }

    private static String message(Throwable failure) {
        if (failure instanceof UserError error) {
            return (error.getMessage() + error.hint().map(hint -> " " + hint).orElse("")).replace('\n', ' ');
        }
        if (failure instanceof OutOfMemoryError) {
            return "There is not enough memory; see Edit > Options > Memory & Threads.";
        }
        return failure.toString().replace('\n', ' ');
    }

    private void tell(BatchPlan plan) {
        String sum = done + " done, " + plan.skipped() + " skipped, " + failed.size() + " failed";
        int left = plan.items().size() - done - failed.size();
        IJ.log(NAME + sum + (left == 0 ? "" : ", " + left + " not reached"));
        if (!failed.isEmpty()) {
            String first = failed.stream().limit(NAMED).collect(Collectors.joining(", "));
            int more = failed.size() - NAMED;
            IJ.log(NAME + "failed: " + first + (more > 0 ? " and " + more + " more" : ""));
        }
        IJ.showProgress(1.0);
        IJ.showStatus("Samovar: " + sum);
    }

    private static void show(BatchTable table) {
        if (GraphicsEnvironment.isHeadless() || IJ.isMacro()) {
            return;
        }
        try {
            Optional.ofNullable(ResultsTable.open(table.file().toString()))
                    .ifPresent(shown -> shown.show(BatchTable.FILE));
        } catch (IOException e) {
            throw new UserError("Cannot read " + table.file() + ".", e);
        }
    }
}
