package org.samovar.image.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;

/** Reads volumes of one file format; found by {@link java.util.ServiceLoader}. Files are hostile until parsed. */
public interface VolumeReader {
    /** Bytes that {@link #recognises} gets, where the file has as many. */
    int HEAD = 132;

    /** The format as users call it, such as {@code NIfTI}. */
    String format();

    /**
     * Whether a file is of the format.
     *
     * @param head what it begins with, unpacked where it is packed with gzip as a whole
     */
    boolean recognises(byte[] head);

    /**
     * Whether a folder, or what is named of it, is a volume of the format. Such a reader is then given the path as the user has
     * named it.
     */
    default boolean recognisesFolder(FolderPart folder) {
        return false;
    }

    /**
     * What the file says of its volume, without reading the voxels.
     *
     * @throws IOException saying what is wrong with the data
     * @throws org.samovar.geometry.UserError where the file is right, but not to be read here
     */
    VolumeInfo info(Path file) throws IOException;

    /**
     * Reads the volume.
     *
     * @throws IOException saying what is wrong with the data
     * @throws org.samovar.geometry.UserError where the file is right, but not to be read here
     */
    Volume read(Path file, Residence residence) throws IOException;

    /**
     * What the file calls its labels.
     *
     * @return names by the id; empty where it holds no labels or names none
     * @throws IOException saying what is wrong with the data
     * @throws org.samovar.geometry.UserError where the file is right, but not to be read here
     */
    default Map<Integer, String> labelNames(Path file) throws IOException {
        return Map.of();
    }
}
