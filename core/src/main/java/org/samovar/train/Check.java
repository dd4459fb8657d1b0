package org.samovar.train;

import org.samovar.geometry.UserError;

/** Limits of the numbers in a config. */
public final class Check {
    private Check() {}

    /** Refuses with what was found. */
    public static void that(boolean right, String found) {
        if (!right) {
            throw new UserError("The training config makes no sense: " + found + ".");
        }
    }

    /** Refuses what is not within 0 to 1. */
    public static void share(String name, double value) {
        that(value >= 0 && value <= 1, name + " is " + value + ", not between 0 and 1");
    }

    /** Refuses what is not positive and finite. */
    public static void positive(String name, double value) {
        that(value > 0 && Double.isFinite(value), name + " is " + value + ", not positive");
    }
}
