package org.samovar.image.io;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** A library that is no part of Samovar, looked for when the program runs; what it reads is read where it is there. */
public interface OptionalLibrary {
    /**
     * A library that is there.
     *
     * @param version as it says itself
     * @param place where it was found, for people
     */
    record Found(String version, String place) {}

    String name();

    /** Its licence, as people call it. */
    String licence();

    /** What it reads, in a few words. */
    String reads();

    /** Where one gets it and how to add it, a sentence a line. */
    String advice();

    /** In the name of every file or package of it, in lower case and without {@code -} and {@code _}. */
    String word();

    /** Names of the file that holds it. */
    Pattern files();

    /**
     * Looks for it.
     *
     * @throws org.samovar.geometry.UserError where the user has named one that cannot be used
     */
    Optional<Found> find();

    /**
     * The version that a file holds.
     *
     * @throws org.samovar.geometry.UserError where it is none that can be used on this computer
     */
    String versionOf(Path file);
}
