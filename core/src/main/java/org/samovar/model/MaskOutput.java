package org.samovar.model;

/** How many masks a prompt gives. */
public enum MaskOutput {
    /** One, for prompts that leave no doubt: a box, several points, a correction. */
    SINGLE,
    /** Three candidates, for a single click that may mean a part, a whole or more. */
    MULTI
}
