package org.samovar.checkpoint;

/** A mistake that the user can see and mend; its message is one sentence in their words. */
public class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
