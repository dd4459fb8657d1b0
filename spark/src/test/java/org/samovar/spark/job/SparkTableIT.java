package org.samovar.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.catalog.KeptModels;
import org.samovar.cli.VerbLines;
import org.samovar.geometry.UserError;
import org.samovar.predict.Progress;
import org.samovar.spark.table.LineTemplate;

/** Tables on the cores of this computer. */
class SparkTableIT {
    private static final int IMAGES = 500;
    private static final LineTemplate SEGMENT =
            new LineTemplate(List.of("segment", "{image}", "--box", "{box}", "-o", "{out}"));

    @TempDir
    private Path folder;

    private static TableSummary run(Path table, LineTemplate line) {
        return new TableJob(new TableOptions(table, line, Optional.empty(), Optional.of(2), 1)).run(Progress.NONE);
    }

    @Test
    void fiveHundredImagesAreThoseOfSingleRunsAndAPoisonedRowFailsAlone() throws IOException {
        Discs discs = new Discs(folder, IMAGES);
        Path table = discs.table(
                "missing.png,\"1,2,3,4\"," + folder.resolve("out/missing.tif"),
                Files.write(folder.resolve("damaged.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'}) + ",\"1,2,3,4\","
                        + folder.resolve("out/damaged.tif"),
                discs.image(0) + ",\"1,2\"," + folder.resolve("out/box.tif"));
        TableSummary summary = run(table, SEGMENT);
        assertThat(summary.done()).isEqualTo(IMAGES);
        assertThat(summary.failures())
                .extracting(TableSummary.Failure::row)
                .containsExactlyInAnyOrder(IMAGES + 1, IMAGES + 2, IMAGES + 3);
        assertThat(Files.readAllLines(summary.results()))
                .hasSize(1 + IMAGES + 3)
                .anyMatch(line -> line.contains("failed") && line.contains("There is no file missing.png."));

        discs.requireLabelsOfSingleRuns();

        Files.delete(discs.out(7));
        TableSummary again = run(table, SEGMENT);
        assertThat(again.done()).isEqualTo(1);
        assertThat(again.skipped()).isEqualTo(IMAGES - 1);
        assertThat(again.failures()).hasSize(3);
        assertThat(discs.out(7)).exists();
    }

    @Test
    void aTableInParquetKeepsItsTypesAndGetsItsResultsInParquetToo() throws IOException {
        Discs discs = new Discs(folder, 3);
        Path table = folder.resolve("discs.parquet");
        try (SparkUse spark = SparkUse.open(Optional.of(1))) {
            spark.session()
                    .read()
                    .option("header", "true")
                    .option("inferSchema", "true")
                    .csv(discs.table().toString())
                    .selectExpr("*", "length(image) AS n")
                    .write()
                    .parquet(table.toString());
        }
        TableSummary summary = run(table, SEGMENT);
        assertThat(summary.failures()).isEmpty();
        discs.requireLabelsOfSingleRuns();
        Path results = folder.resolve("discs-results.parquet");
        try (SparkUse spark = SparkUse.open(Optional.of(1))) {
            List<Row> rows = spark.session().read().parquet(results.toString()).collectAsList();
            assertThat(rows).hasSize(3);
            assertThat(rows.get(0).<Integer>getAs("n"))
                    .isEqualTo(discs.image(0).toString().length());
            assertThat(rows.get(0).<String>getAs("status")).isEqualTo("done");
            assertThat(rows.get(0).<Double>getAs("seconds")).isPositive();
        }
        assertThat(results).isRegularFile();
    }

    @Test
    void theTilesOfASlideAreShared() throws IOException {
        Path slide = new Discs(folder, 1).image(0);
        Path shared = folder.resolve("shared");
        Path table = Files.writeString(folder.resolve("shares.csv"), "share\n1/3\n2/3\n3/3\n");
        TableSummary summary = run(table, new LineTemplate(slide(slide, shared, "--share", "{share}")));
        assertThat(summary.failures()).isEmpty();
        assertThat(summary.done()).isEqualTo(3);
        try (Stream<Path> tiles = Files.list(shared.resolve("tiles"))) {
            assertThat(tiles).hasSize(4);
        }
        Path single = folder.resolve("single");
        try (VerbLines lines = new VerbLines(new KeptModels())) {
            assertThat(lines.run(slide(slide, shared))).isInstanceOf(VerbLines.Done.class);
            assertThat(lines.run(slide(slide, single))).isInstanceOf(VerbLines.Done.class);
        }
        assertThat(shared.resolve("objects.geojson"))
                .hasSameBinaryContentAs(single.resolve("objects.geojson"))
                .content()
                .contains("\"Label\":1");
    }

    private static List<String> slide(Path file, Path out, String... more) {
        List<String> words = new ArrayList<>(List.of("slide", file.toString(), "-o", out.toString()));
        words.addAll(List.of("--field", "32", "--halo", "32", "--tile", "32"));
        words.addAll(List.of(more));
        return words;
    }

    @Test
    void whatIsNoParquetIsSaid() throws IOException {
        Path table = Files.writeString(folder.resolve("text.parquet"), "no table");
        assertThatThrownBy(() -> run(table, SEGMENT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("as Parquet");
    }

    @Test
    void aVerbThatThereIsNotIsSaidBeforeAnyRow() throws IOException {
        Path table = new Discs(folder, 1).table();
        LineTemplate line = new LineTemplate(List.of("segmant", "{image}"));
        assertThatThrownBy(() -> run(table, line)).isInstanceOf(UserError.class).hasMessageContaining("segmant");
        assertThat(folder.resolve("discs-results.csv")).doesNotExist();
    }
}
