package org.samovar.spark.verb;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.samovar.cli.ModuleVerb;
import org.samovar.spark.job.TableJob;
import org.samovar.spark.job.TableOptions;
import org.samovar.spark.job.TableSummary;
import org.samovar.spark.table.LineTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Any verb over a table of files, by Apache Spark. */
@Command(
        name = "spark",
        description = {
            "Runs a verb on each row of a table, on all cores or on a cluster, by Apache Spark.",
            "For example: samovar spark cells.csv -- segment {image} --box {box} -o {out}"
        })
public final class SparkVerb implements ModuleVerb {
    private static final int REFUSED = 1;
    /** Failed rows that are named. */
    private static final int NAMED = 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "TABLE",
            description = "A CSV file with the names of its columns, or Parquet.")
    @SuppressWarnings("NullAway.Init")
    private Path table;

    @Parameters(
            index = "1..*",
            paramLabel = "LINE",
            description =
                    "After --, the verb with its options; {name} stands for the row's cell in the column of that name.")
    private List<String> line = new ArrayList<>();

    @Option(
            names = "--results",
            paramLabel = "FILE.csv",
            description =
                    "The table of results; rows that it says are done are not done again (default: TABLE-results.csv).")
    private Optional<Path> results = Optional.empty();

    @Option(names = "--cores", paramLabel = "N", description = "How many cores of this computer (default: all).")
    private Optional<Integer> cores = Optional.empty();

    @Option(
            names = "--retries",
            paramLabel = "N",
            description = "How often a row that fails is tried again (default: ${DEFAULT-VALUE}).")
    private int retries = 2;

    @Override
    public Integer call() {
        SparkJars.require();
        TableOptions options = new TableOptions(table, new LineTemplate(line), results, cores, retries);
        PrintWriter err = spec.commandLine().getErr();
        TableSummary summary = new TableJob(options).run(new ProgressLines(err));
        List<TableSummary.Failure> failures = summary.failures();
        failures.stream()
                .limit(NAMED)
                .forEach(failure -> err.println("samovar: row " + failure.row() + ": " + failure.message()));
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "%d rows done in %.1f s, %d skipped, %d failed; see %s",
                summary.done(),
                summary.seconds(),
                summary.skipped(),
                failures.size(),
                summary.results()));
        return failures.isEmpty() ? 0 : REFUSED;
    }
}
