package org.samovar.site.tool;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.samovar.geometry.UserError;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: one verb, then it ends. Exit codes: 0 done, 1 refused, 2 the command line was wrong. */
@Command(
        name = "./dev",
        subcommands = {UpdateSiteVerb.class, ReleaseVerb.class})
public final class Tool {
    private Tool() {}

    /** Runs a verb. */
    public static void main(String[] arguments) {
        System.exit(line().execute(arguments));
    }

    static CommandLine line() {
        return new CommandLine(new Tool())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Tool::explain);
    }

    private static int explain(Exception e, CommandLine verb, CommandLine.@Nullable ParseResult parsed)
            throws Exception {
        if (!(e instanceof UserError error)) {
            throw e;
        }
        PrintWriter err = verb.getErr();
        err.println("dev: " + error.getMessage());
        error.hint().ifPresent(hint -> err.println("     " + hint));
        return CommandLine.ExitCode.SOFTWARE;
    }
}
