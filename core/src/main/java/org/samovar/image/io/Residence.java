package org.samovar.image.io;

/** Where the voxels of a file are kept. */
public enum Residence {
    /** In memory where they take a small part of it, else on the disk. */
    AS_FITS,
    /**
     * On the disk, from where each slice is read when it is asked for; the file must stay. What a file packs as one piece
     * cannot be read in part and is kept in memory all the same.
     */
    ON_DISK
}
