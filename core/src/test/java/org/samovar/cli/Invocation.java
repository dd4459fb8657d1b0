package org.samovar.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A run of the command line within this process. */
record Invocation(int code, String out, String err) {
    static Invocation of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), Console.Kind.PLAIN);
        int code = Main.run(console, arguments);
        return new Invocation(code, out.toString(), err.toString());
    }
}
