package org.samovar.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.samovar.catalog.KeptModels;
import org.samovar.geometry.UserError;
import picocli.CommandLine;

/**
 * Carries out lines of the command line inside of this Java, one after another or on several threads at a time, with models that stay open between them. What a
 * line would print is caught. Verbs of other modules are not among those that it knows.
 */
public final class VerbLines implements AutoCloseable {
    private final KeptModels models;

    /** @param models that the verbs run; closed with this */
    public VerbLines(KeptModels models) {
        this.models = models;
    }

    /** How a line ended. */
    public sealed interface Outcome {}

    /**
     * It did what it should.
     *
     * @param printed its results in words
     */
    public record Done(String printed) implements Outcome {}

    /**
     * It did not.
     *
     * @param message why, in one line of the user's words, with what to do about it
     * @param chance whether another attempt can end in another way
     */
    public record Failed(String message, Chance chance) implements Outcome {}

    /** What another attempt is good for. */
    public enum Chance {
        /** Files and memory may be there the next time. */
        MAYBE,
        /** The line itself is wrong. */
        NONE
    }

    /**
     * Looks at a line without doing anything.
     *
     * @param words the verb, then its options and files
     * @throws UserError when no verb takes it
     */
    public void check(List<String> words) {
        try {
            line(new StringWriter()).parseArgs(words.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    /** Carries out a line; what goes wrong is in the outcome, whatever it is. */
    public Outcome run(List<String> words) {
        StringWriter out = new StringWriter();
        AtomicReference<Exception> failure = new AtomicReference<>();
        try {
            CommandLine line = line(out);
            line.setExecutionExceptionHandler((e, verb, parsed) -> caught(failure, e, Failures.REFUSED));
            line.setParameterExceptionHandler((e, arguments) -> caught(failure, e, Failures.USAGE));
            int code = line.execute(words.toArray(String[]::new));
            String printed = out.toString();
            if (code == 0) {
                return new Done(printed);
            }
            String message = Optional.ofNullable(failure.get())
                    .map(VerbLines::sentence)
                    .orElseGet(() -> printed.lines().reduce("The verb refused.", (first, second) -> second));
            return new Failed(message, code == Failures.USAGE ? Chance.NONE : Chance.MAYBE);
        } catch (OutOfMemoryError e) {
            return new Failed(
                    "Java ran out of memory; its limit is "
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MB.",
                    Chance.MAYBE);
        }
    }

    private CommandLine line(StringWriter out) {
        PrintWriter lost = new PrintWriter(Writer.nullWriter());
        Console console = new Console(new PrintWriter(out), lost, Console.Kind.PLAIN, new GentleStop(), models);
        return Main.line(console, List.of());
    }

    private static int caught(AtomicReference<Exception> failure, Exception e, int code) {
        failure.set(e);
        return code;
    }

    private static String sentence(Exception e) {
        if (e instanceof CommandLine.ParameterException) {
            return oneLine(String.valueOf(e.getMessage()));
        }
        String hint = e instanceof UserError error
                ? error.hint().map(text -> " " + text).orElse("")
                : "";
        return oneLine(Failures.sentence(e) + hint);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }

    @Override
    public void close() {
        models.close();
    }
}
