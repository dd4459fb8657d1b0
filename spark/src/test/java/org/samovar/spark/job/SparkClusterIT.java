package org.samovar.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.catalog.Catalog;
import org.samovar.catalog.ModelSource;
import org.samovar.geometry.UserError;
import org.samovar.predict.Progress;
import org.samovar.spark.table.LineTemplate;
import org.samovar.spark.table.RowItem;
import org.samovar.spark.table.RowResult;

/** Executors in processes of their own, which know of the driver no more than those on other computers. */
class SparkClusterIT {
    private static final String POISON = "poison";

    @TempDir
    private Path folder;

    private final Map<String, String> settings = new HashMap<>();

    /** As spark-submit hands on its options. */
    @BeforeEach
    void submit() {
        settings.put("spark.master", "local-cluster[2,1,1024]");
        settings.put("spark.driver.host", "127.0.0.1");
        settings.put("spark.driver.bindAddress", "127.0.0.1");
        settings.put("spark.executor.extraClassPath", System.getProperty("java.class.path"));
        settings.put("spark.executor.extraJavaOptions", "-Dai.djl.offline=true");
        settings.put(
                "spark.executorEnv.SAMOVAR_HOME", folder.resolve("elsewhere").toString());
        settings.put("spark.local.dir", folder.resolve("local").toString());
        settings.put("spark.task.maxFailures", "2");
        settings.forEach(System::setProperty);
    }

    @AfterEach
    void forget() {
        settings.keySet().forEach(System::clearProperty);
    }

    private Path weights() throws IOException {
        String resource = Catalog.find(Catalog.DEFAULT).orElseThrow().file();
        Path file = folder.resolve("mine.safetensors");
        try (InputStream in = Catalog.class.getResourceAsStream(resource)) {
            Files.copy(in, file);
        }
        return file;
    }

    @Test
    void weightsTravelOnceToEachComputerAndLabelsAreThoseOfSingleRuns() throws IOException {
        Discs discs = new Discs(folder, 12);
        Path weights = weights();
        LineTemplate line = new LineTemplate(
                List.of("segment", "{image}", "--box", "{box}", "--model", weights.toString(), "-o", "{out}"));
        TableOptions options = new TableOptions(discs.table(), line, Optional.empty(), Optional.empty(), 0);
        TableSummary summary = new TableJob(options).run(Progress.NONE);
        assertThat(summary.failures()).isEmpty();
        assertThat(summary.done()).isEqualTo(12);
        discs.requireLabelsOfSingleRuns();
        String sha256 = new ModelSource.OfFile("mine", weights).sha256();
        try (Stream<Path> kept = Files.list(folder.resolve("elsewhere/spark-weights"))) {
            assertThat(kept).containsExactly(folder.resolve("elsewhere/spark-weights/" + sha256 + ".safetensors"));
        }
    }

    @Test
    void outputsInFoldersThatDependOnTheComputerAreRefused() throws IOException {
        LineTemplate line = new LineTemplate(List.of("segment", "{image}", "--box", "{box}", "-o", "out.tif"));
        TableOptions options =
                new TableOptions(new Discs(folder, 1).table(), line, Optional.empty(), Optional.empty(), 0);
        assertThatThrownBy(() -> new TableJob(options).run(Progress.NONE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("on each computer");
    }

    /** What a row does that breaks the engine's native code. */
    private static RowResult work(RowItem item) {
        if (item.words().contains(POISON)) {
            Runtime.getRuntime().halt(134);
        }
        return new RowResult(item.fingerprint(), RowResult.Status.DONE, 0, 1, "");
    }

    @Test
    void aRowThatEndsItsExecutorEndsNoOtherRow() {
        List<RowItem> rows = IntStream.range(0, 40)
                .mapToObj(i -> new RowItem(i, "row" + i, List.of(i == 7 ? POISON : "fine")))
                .toList();
        Map<Integer, RowResult> results = new HashMap<>();
        try (SparkUse spark = SparkUse.open(Optional.empty())) {
            Function<RowItem, RowResult> work = SparkClusterIT::work;
            new Dispatcher(spark.context(), work).run(rows, (item, result) -> results.put(item.row(), result));
        }
        assertThat(results).hasSize(40);
        assertThat(results.values())
                .filteredOn(result -> !result.isDone())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.fingerprint()).isEqualTo("row7");
                    assertThat(result.message()).startsWith("The executor ended with this row: ");
                });
    }
}
