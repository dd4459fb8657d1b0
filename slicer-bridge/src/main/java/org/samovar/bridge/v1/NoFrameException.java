package org.samovar.bridge.v1;

import java.io.IOException;

/** The other side speaks something else, such as HTTP; it is not answered. */
public final class NoFrameException extends IOException {
    private static final long serialVersionUID = 1;

    NoFrameException() {
        super("what came does not begin as a frame does");
    }
}
