package org.samovar.spark.job;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.samovar.catalog.Catalog;
import org.samovar.catalog.KeptModels;
import org.samovar.catalog.ModelSource;
import org.samovar.cli.VerbLines;
import org.samovar.predict.Progress;
import org.samovar.spark.table.FileTable;
import org.samovar.spark.table.ResultTable;
import org.samovar.spark.table.RowItem;
import org.samovar.spark.table.RowPlan;
import org.samovar.spark.work.RowWork;
import org.samovar.spark.work.WorkOrder;
import org.samovar.spark.work.Workplace;

/** A verb over the rows of a table. */
public final class TableJob {
    private static final double NANOSECONDS = 1e9;

    private final TableOptions options;
    private final String said;
    private final ModelSource model;

    /** @throws org.samovar.geometry.UserError when there is no such model */
    public TableJob(TableOptions options) {
        this.options = options;
        this.said = options.line().model().orElse(Catalog.DEFAULT);
        this.model = ModelSource.find(said);
    }

    /** A table, its results so far, and what is left to do. */
    private record Prepared(FileTable table, ResultTable results, RowPlan plan) {
        /** Nothing is carried out where all is done. */
        boolean isDone() {
            return plan.todo().isEmpty();
        }
    }

    /**
     * Carries out the rows that are not done yet. A row that fails is in the results, with the reason.
     *
     * @throws org.samovar.geometry.UserError when the table cannot be read, the line fits none of its rows, outputs or results are in the way of something, or Spark
     *     ends before the work does
     */
    public TableSummary run(Progress progress) {
        if (ParquetTable.isParquet(options.table())) {
            try (SparkUse spark = SparkUse.open(options.cores())) {
                ParquetTable read = ParquetTable.read(spark.session(), options.table());
                Prepared prepared = prepared(read.table());
                TableSummary summary = carryOut(spark, prepared, progress);
                read.write(spark.session(), prepared.plan().items(), prepared.results(), options.parquetFile());
                return summary;
            }
        }
        Prepared prepared = prepared(FileTable.read(options.table()));
        if (prepared.isDone()) {
            return summary(prepared, List.of(), 0);
        }
        try (SparkUse spark = SparkUse.open(options.cores())) {
            return carryOut(spark, prepared, progress);
        }
    }

    private Prepared prepared(FileTable table) {
        ResultTable results = new ResultTable(options.resultFile());
        RowPlan plan = RowPlan.of(table, options.line(), model.sha256(), results);
        try (VerbLines lines = new VerbLines(new KeptModels())) {
            plan.requireSense(lines::check);
        }
        return new Prepared(table, results, plan);
    }

    private TableSummary carryOut(SparkUse use, Prepared prepared, Progress progress) {
        if (prepared.isDone()) {
            return summary(prepared, List.of(), 0);
        }
        JavaSparkContext spark = use.context();
        if (!spark.isLocal()) {
            prepared.plan().requireWholePaths();
        }
        WorkOrder order = new WorkOrder(
                UUID.randomUUID().toString(),
                ModelPost.parcel(spark, said, model),
                options.retries() + 1,
                SparkUse.threads(spark.getConf()));
        prepared.results().tidy(prepared.table(), prepared.plan().items());
        try {
            return dispatch(new Dispatcher(spark, new RowWork(order)), prepared, progress);
        } finally {
            Workplace.close(order.id());
            prepared.results().tidy(prepared.table(), prepared.plan().items());
        }
    }

    private TableSummary dispatch(Dispatcher dispatcher, Prepared prepared, Progress progress) {
        List<RowItem> todo = prepared.plan().todo();
        List<TableSummary.Failure> failures = new ArrayList<>();
        int[] ended = {0};
        long start = System.nanoTime();
        dispatcher.run(todo, (item, result) -> {
            prepared.results().add(prepared.table().rows().get(item.row()), result);
            if (!result.isDone()) {
                failures.add(new TableSummary.Failure(item.row() + 1, result.message()));
            }
            ended[0]++;
            progress.report(
                    ended[0], todo.size(), failures.isEmpty() ? "rows" : "rows, " + failures.size() + " failed");
        });
        return summary(prepared, failures, (System.nanoTime() - start) / NANOSECONDS);
    }

    private static TableSummary summary(Prepared prepared, List<TableSummary.Failure> failures, double seconds) {
        RowPlan plan = prepared.plan();
        int done = plan.todo().size() - failures.size();
        return new TableSummary(
                done, plan.skipped(), failures, seconds, prepared.results().file());
    }
}
