package org.samovar.evaluate;

import java.util.Locale;

/** What the simulated user does with an image or a volume. */
public enum Protocol {
    /** One click on the deepest point of each object. */
    POINT,
    /** The tight box of each object. */
    BOX,
    /** One click, then up to eight corrections, each at the deepest point of the larger error. */
    INTERACTIVE,
    /** No prompt: all objects of the image. */
    EVERYTHING,
    /** No prompt: all objects of the image, by the model's decoder of instances where it has one. */
    INSTANCES,
    /** Prompts on some slices of each object of a volume, which is then followed through the others. */
    PROPAGATE,
    /** Prompts on one image of a heap, or a few, for each class, which is then found on the others. */
    COLLECTION,
    /** No prompt: the class of each pixel or voxel. */
    SEMANTIC,
    /** Examples of the classes from another split, and no prompt: see {@code evaluate.support}. */
    SUPPORT;

    /** Corrections after the first prompt. */
    public static final int CORRECTIONS = 8;

    /** Whether all objects of an image are to be found. */
    boolean isWithoutPrompt() {
        return this == EVERYTHING || this == INSTANCES;
    }

    /** As the command line takes it and reports name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
