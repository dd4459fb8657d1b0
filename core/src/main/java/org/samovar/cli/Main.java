package org.samovar.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import org.samovar.catalog.KeptModels;
import org.samovar.evaluate.PromptKind;
import org.samovar.evaluate.Protocol;
import org.samovar.evaluate.volume.Extent;
import org.samovar.geometry.Axis;
import org.samovar.method.sam2sgp.Retrieval;
import org.samovar.predict.Aggregate;
import org.samovar.predict.ProjectedPrompts;
import org.samovar.predict.support.Sweep;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;
import org.samovar.train.data.Split;
import picocli.CommandLine;

/** The command line. Exit codes: 0 done, 1 refused or a check did not hold, 2 the command line was wrong. */
public final class Main {
    /** Set to {@code true} by the launcher where standard error is a terminal. */
    private static final String TERMINAL = "samovar.terminal";

    private Main() {}

    /** Runs a verb and ends the program with its exit code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Console.Kind kind = Boolean.getBoolean(TERMINAL) ? Console.Kind.TERMINAL : Console.Kind.PLAIN;
        GentleStop stop = new GentleStop();
        stop.install();
        int code;
        try (KeptModels models = new KeptModels()) {
            code = run(new Console(out, err, kind, stop, models), arguments);
        } finally {
            out.flush();
            err.flush();
            stop.end();
        }
        // ends at once, whatever threads the engine or a verb may have left behind
        System.exit(code);
    }

    /** Runs a verb. @return the exit code */
    static int run(Console console, String... arguments) {
        CommandLine line = line(console, ServiceLoader.load(ModuleVerb.class));
        Failures failures = new Failures(console);
        line.setExecutionExceptionHandler(failures).setParameterExceptionHandler(failures);
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            return failures.outOfMemory(e);
        }
    }

    /** The verbs of this module and others, which throw what goes wrong. */
    static CommandLine line(Console console, Iterable<ModuleVerb> others) {
        CommandLine line = new CommandLine(new Samovar(), new Verbs(console));
        // before all else, which holds for the verbs that are there by then
        others.forEach(line::addSubcommand);
        line.setOut(console.out())
                .setErr(console.err())
                .setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(28);
        Choice.register(line, Aggregate.class);
        Choice.register(line, Axis.class);
        Choice.register(line, BankOptions.Bank.class);
        Choice.register(line, BaselineChoice.class);
        Choice.register(line, DeviceChoice.class);
        Choice.register(line, Extent.class);
        Choice.register(line, Precision.class);
        Choice.register(line, ProjectedPrompts.class);
        Choice.register(line, PromptKind.class);
        Choice.register(line, Protocol.class);
        Choice.register(line, Retrieval.class);
        Choice.register(line, Split.class);
        Choice.register(line, SupportOptions.SliceMemory.class);
        Choice.register(line, Sweep.class);
        Choice.register(line, Switch.class);
        return line;
    }
}
