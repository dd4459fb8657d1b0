package org.samovar.bridge.v1;

import java.util.Objects;

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
