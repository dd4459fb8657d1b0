package org.samovar.geometry;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that the user can understand and put right: a bad file, a prompt outside the image, an option that does not
 * exist. The message is one sentence in the user's words; front ends print it (and the hint) without a stack trace.
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String hint;

    /** @param message one sentence for the user */
    public UserError(String message) {
        this(message, null, null);
    }

    /**
     * @param message one sentence for the user
     * @param hint what to do about it
     */
    public UserError(String message, String hint) {
        this(message, hint, null);
    }

    /**
     * @param message one sentence for the user
     * @param cause what went wrong underneath; shown only where a stack trace was asked for
     */
    public UserError(String message, Throwable cause) {
        this(message, null, cause);
    }

    /**
     * @param message one sentence for the user
     * @param hint what to do about it; null where nothing can be said
     * @param cause what went wrong underneath; null where it was nothing
     */
    public UserError(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** What the user can do about it. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
