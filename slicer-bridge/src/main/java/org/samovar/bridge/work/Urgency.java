package org.samovar.bridge.work;

/** How long someone can wait for work; the most urgent first. */
public enum Urgency {
    /** A user has clicked, and looks at the screen. */
    PROMPT,
    /** A user has asked for what takes a while. */
    LONG,
    /** Nobody waits yet. */
    IDLE
}
