package org.samovar.bridge.v1;

/** What went wrong, for programs; their names are what is sent. */
public enum ErrorCode {
    /** What came is no frame, or none that may come; the connection ends. */
    BAD_FRAME,
    /** The other side speaks another major version; the connection ends. */
    PROTOCOL_MISMATCH,
    /** The proof of the token was wrong; the connection ends. */
    UNAUTHORIZED,
    /** The handshake took too long, or nobody reads what is sent; the connection ends. */
    TOO_SLOW,
    /** As many are connected as may be; the connection ends. */
    TOO_MANY_CLIENTS,
    /** A field of a request is missing, or of the wrong kind. */
    BAD_REQUEST,
    /** There is no such request. */
    UNSUPPORTED_OP,
    /** There is no such volume, session or segment. */
    NOT_FOUND,
    /** The user asked for what cannot be done. */
    REFUSED,
    /** A volume does not fit into the memory that the server may use. */
    TOO_LARGE,
    /** The voxels that were sent are not those that were announced. */
    CONTENT_MISMATCH,
    /** A newer revision took its place. */
    SUPERSEDED,
    /** The client said so. */
    CANCELLED,
    /** Not enough memory for this request. */
    OUT_OF_MEMORY,
    /** A fault of the server. */
    INTERNAL;

    /** Whether the same may go well at another time. */
    public boolean isRetryable() {
        return this == TOO_SLOW || this == TOO_MANY_CLIENTS || this == OUT_OF_MEMORY;
    }
}
