package org.samovar.spark.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.spark.table.FileTable;
import org.samovar.spark.table.ResultTable;
import org.samovar.spark.table.RowItem;
import org.samovar.spark.table.RowResult;

/**
 * A table in a Parquet file, with the types of its columns.
 *
 * @param schema of the columns
 * @param rows as Spark has them
 * @param table the same as text
 */
record ParquetTable(StructType schema, List<Row> rows, FileTable table) {
    private static final String ENDING = ".parquet";

    /** Whether a table's name says that it is one. */
    static boolean isParquet(Path table) {
        return String.valueOf(table.getFileName()).toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    /**
     * Reads a file, or a folder of them as Spark writes it.
     *
     * @throws UserError when there is none, or it is no table
     */
    static ParquetTable read(SparkSession spark, Path file) {
        if (!Files.exists(file)) {
            throw new UserError("There is no table " + file + ".");
        }
        try {
            var data = spark.read().parquet(file.toUri().toString());
            List<Row> rows = data.collectAsList();
            List<List<String>> cells = rows.stream().map(ParquetTable::cells).toList();
            return new ParquetTable(data.schema(), rows, new FileTable(List.of(data.columns()), cells));
        } catch (UserError e) {
            throw e;
        } catch (Exception e) { // Spark's methods do not declare what they throw
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new UserError("Cannot read the table " + file + " as Parquet: " + why, e);
        }
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < row.size(); c++) {
            cells.add(row.isNullAt(c) ? "" : String.valueOf(row.get(c)));
        }
        return cells;
    }

    /** Writes the rows that have a result, with it, into one file, whole or not at all. @throws UserError when it cannot be written */
    void write(SparkSession spark, List<RowItem> items, ResultTable results, Path file) {
        StructType joined = schema.add("status", DataTypes.StringType)
                .add("seconds", DataTypes.DoubleType)
                .add("attempts", DataTypes.IntegerType)
                .add("message", DataTypes.StringType)
                .add("fingerprint", DataTypes.StringType);
        List<Row> out = items.stream()
                .flatMap(item ->
                        results.result(item.fingerprint()).stream().map(result -> joined(rows.get(item.row()), result)))
                .toList();
        Path folder = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
        try {
            spark.createDataFrame(out, joined)
                    .coalesce(1)
                    .write()
                    .parquet(folder.toUri().toString());
            Files.move(only(folder), file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserError("Cannot write " + file + ": " + e.getMessage() + ".", e);
        } finally {
            delete(folder);
        }
    }

    private static Row joined(Row row, RowResult result) {
        List<Object> values = new ArrayList<>();
        for (int c = 0; c < row.size(); c++) {
            values.add(row.get(c));
        }
        values.add(result.status().toString());
        values.add(result.seconds());
        values.add(result.attempts());
        values.add(result.message());
        values.add(result.fingerprint());
        return RowFactory.create(values.toArray());
    }

    /** The file of rows in a folder that Spark wrote. */
    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(ParquetTable::isParquet).findFirst().orElseThrow();
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            files.sorted(Comparator.reverseOrder()).forEach(AtomicFiles::remove);
        } catch (IOException e) {
            // it costs space alone
        }
    }
}
