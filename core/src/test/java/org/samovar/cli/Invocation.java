package org.samovar.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.samovar.catalog.KeptModels;

/** A run of the command line within this process. */
record Invocation(int code, String out, String err) {
    static Invocation of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try (KeptModels models = new KeptModels()) {
            Console console = new Console(
                    new PrintWriter(out, true),
                    new PrintWriter(err, true),
                    Console.Kind.PLAIN,
                    new GentleStop(),
                    models);
            int code = Main.run(console, arguments);
            return new Invocation(code, out.toString(), err.toString());
        }
    }

    /** What it said; progress, which a slow machine shows, is not among it. */
    List<String> messages() {
        return err.lines().filter(line -> line.startsWith("samovar: ")).toList();
    }
}
