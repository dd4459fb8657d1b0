package org.samovar.fiji.job;

import ij.IJ;
import ij.macro.Interpreter;
import java.awt.GraphicsEnvironment;
import java.util.concurrent.CancellationException;
import org.samovar.geometry.UserError;

/** Runs a command so that whatever goes wrong reaches the user in words, and ends the macro that asked for it. */
public final class Attempt {
    private Attempt() {}

    /**
     * Interactively an error is a dialog. In a macro or without a display it is a line in the log that starts with the title, for a dialog
     * would wait forever for someone to close it.
     *
     * @param title of the command
     * @return what went wrong; empty when nothing did
     */
    public static String run(String title, Runnable command) {
        try {
            command.run();
            return "";
        } catch (CancellationException e) {
            end();
            IJ.showStatus(title + ": cancelled");
            return "cancelled";
        } catch (UserError e) {
            end();
            return tell(
                    title, e.getMessage() + e.hint().map(hint -> "\n" + hint).orElse(""));
        } catch (OutOfMemoryError e) {
            end();
            return tell(
                    title,
                    "There is not enough memory.\nClose images or choose a smaller model; see Edit > Options > Memory & Threads.");
        } catch (RuntimeException | LinkageError e) {
            end();
            IJ.handleException(e);
            return tell(
                    title,
                    "Something went wrong inside Samovar: " + e
                            + "\nPlease report it with the text of Plugins > Samovar > Check Setup.");
        }
    }

    private static void end() {
        IJ.showProgress(1.0);
        IJ.showStatus("");
    }

    private static String tell(String title, String message) {
        if (IJ.isMacro() || GraphicsEnvironment.isHeadless()) {
            IJ.log(title + ": " + message.replace('\n', ' '));
            Interpreter.abort();
        } else {
            IJ.error(title, message);
        }
        return message;
    }
}
