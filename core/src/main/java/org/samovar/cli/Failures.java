package org.samovar.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.samovar.geometry.UserError;
import picocli.CommandLine;

/** Puts everything that goes wrong into one line; the stack trace comes with {@code --trace}. */
final class Failures implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
    static final int REFUSED = 1;
    static final int USAGE = 2;

    private static final String TRACE = "--trace";
    /** How libtorch's allocator for CPUs puts it. */
    private static final Pattern NO_MEMORY = Pattern.compile("you tried to allocate (\\d+) bytes");

    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine verb, CommandLine.ParseResult parsed) {
        console.tell(sentence(e));
        if (e instanceof UserError error) {
            error.hint().ifPresent(hint -> console.err().println("         " + hint));
        }
        if (wantsTrace(parsed)) {
            e.printStackTrace(console.err());
        } else if (!(e instanceof UserError) && !(e instanceof CancellationException)) {
            console.err().println("         Run it again with --trace to see where.");
        }
        return REFUSED;
    }

    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] arguments) {
        console.tell(String.valueOf(e.getMessage()));
        CommandLine.UnmatchedArgumentException.printSuggestions(e, console.err());
        console.err()
                .println("         See `" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help`.");
        return USAGE;
    }

    /** Java's own memory ran out. */
    int outOfMemory(OutOfMemoryError e) {
        long limit = Runtime.getRuntime().maxMemory() >> 20;
        console.tell(
                "Java ran out of memory (its limit is " + limit + " MB); set SAMOVAR_JAVA_OPTS=-Xmx8g to allow more.");
        return REFUSED;
    }

    static String sentence(Throwable e) {
        if (e instanceof UserError) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof CancellationException) {
            return Optional.ofNullable(e.getMessage()).orElse("Cancelled.");
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            Matcher memory = NO_MEMORY.matcher(String.valueOf(cause.getMessage()));
            if (memory.find()) {
                double gigabytes = Double.parseDouble(memory.group(1)) / (1 << 30);
                return String.format(
                        Locale.ROOT,
                        "The memory does not suffice: another %.1f GB were asked for; a smaller model needs less.",
                        gigabytes);
            }
        }
        return "Something went wrong that should not: " + e;
    }

    private static boolean wantsTrace(CommandLine.ParseResult parsed) {
        return parsed.originalArgs().contains(TRACE);
    }
}
