package org.samovar.spark.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.catalog.KeptModels;
import org.samovar.cli.ModuleVerb;
import org.samovar.cli.VerbLines;
import org.samovar.geometry.UserError;
import picocli.CommandLine;

class SparkVerbTest {
    @TempDir
    private Path folder;

    private static Exception failure(String... arguments) {
        Exception[] caught = {new Exception("nothing failed")};
        new CommandLine(new SparkVerb())
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    caught[0] = e;
                    return 1;
                })
                .execute(arguments);
        return caught[0];
    }

    @Test
    void theCommandLineFindsTheVerb() {
        assertThat(ServiceLoader.load(ModuleVerb.class)).hasAtLeastOneElementOfType(SparkVerb.class);
    }

    @Test
    void withoutSparkItSaysHowToHaveIt() {
        assertThatThrownBy(() -> SparkJars.require(ClassLoader.getPlatformClassLoader()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Apache Spark is not on this computer")
                .satisfies(e -> assertThat(((UserError) e).hint().orElseThrow()).contains("SPARK_HOME"));
    }

    @Test
    void whatIsWrongWithTheOptionsIsSaidBeforeSparkStarts() {
        String table = folder.resolve("t.csv").toString();
        assertThat(failure(table)).hasMessageContaining("There is no verb");
        assertThat(failure(table, "--retries", "-1", "--", "segment")).hasMessageContaining("--retries");
        assertThat(failure(table, "--results", "r.txt", "--", "segment")).hasMessageContaining("ends in .csv");
        assertThat(failure(table, "--results", table, "--", "segment")).hasMessageContaining("no such file");
        assertThat(failure(table, "--", "segment", "--model", "none-such")).hasMessageContaining("no model");
    }

    @Test
    void aRowCannotStartSparkOnceMore() {
        try (VerbLines lines = new VerbLines(new KeptModels())) {
            assertThatThrownBy(() -> lines.check(List.of("spark", "t.csv")))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("spark");
        }
    }

    @Test
    void progressIsALineEveryTenSeconds() {
        StringWriter err = new StringWriter();
        long[] now = {0};
        ProgressLines lines = new ProgressLines(new PrintWriter(err, true), () -> now[0] * 1_000_000_000L);
        for (int i = 1; i <= 40; i++) {
            now[0] = i;
            lines.report(i, 40, "rows");
        }
        assertThat(err.toString().lines())
                .containsExactly("10 of 40 rows, 30 s left", "20 of 40 rows, 20 s left", "30 of 40 rows, 10 s left");
    }
}
