package org.samovar.bridge.v1;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.samovar.geometry.UserError;

/** What ends a request, or a connection, with an error. Without a stack trace, as those come by the thousand from a hostile client. */
public final class Fault extends Exception {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final String hint;

    /** @param message for people */
    public Fault(ErrorCode code, String message) {
        this(code, message, "");
    }

    /**
     * As above, with what to do about it.
     *
     * @param hint for people; may be empty
     */
    public Fault(ErrorCode code, String message, String hint) {
        super(message, null, false, false);
        this.code = code;
        this.hint = hint;
    }

    /**
     * What to tell a client about whatever went wrong while something was done for it: a fault as it is, what the user can put right as REFUSED, a stop as
     * CANCELLED, and everything else without its details, which belong into the log.
     */
    public static Fault of(Throwable thrown) {
        if (thrown instanceof Fault fault) {
            return fault;
        }
        if (thrown instanceof UserError error) {
            return new Fault(
                    ErrorCode.REFUSED,
                    String.valueOf(error.getMessage()),
                    error.hint().orElse(""));
        }
        if (thrown instanceof CancellationException) {
            return new Fault(ErrorCode.CANCELLED, "Stopped.");
        }
        if (thrown instanceof OutOfMemoryError) {
            return new Fault(
                    ErrorCode.OUT_OF_MEMORY,
                    "The memory of the server does not suffice for this.",
                    "Close volumes that are not needed, or give the server more memory.");
        }
        return new Fault(
                ErrorCode.INTERNAL, "Something went wrong in the server that should not.", "Its log says what it was.");
    }

    public ErrorCode code() {
        return code;
    }

    /** What it says, in the user's words. */
    public String message() {
        return Objects.requireNonNullElse(getMessage(), "");
    }

    public String hint() {
        return hint;
    }
}
