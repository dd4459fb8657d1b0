package org.samovar.spark.verb;

import java.util.stream.Stream;
import org.samovar.cli.Main;

/** The main class for {@code spark-submit}: the verb {@code spark} with the arguments that follow. */
public final class Submit {
    private Submit() {}

    /** Runs the verb and ends the program with its exit code. */
    public static void main(String[] arguments) {
        Main.main(Stream.concat(Stream.of("spark"), Stream.of(arguments)).toArray(String[]::new));
    }
}
