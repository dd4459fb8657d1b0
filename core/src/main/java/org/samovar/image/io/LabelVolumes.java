package org.samovar.image.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.samovar.geometry.Axis;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.LabelVolume;

/** Reads and writes volumes of labels. */
public final class LabelVolumes {
    private LabelVolumes() {}

    /**
     * Reads ids from a volume of one channel, and their names; whole numbers from 0 on, also as float. A value that is none is
     * refused when its slice is taken.
     *
     * @throws org.samovar.geometry.UserError naming the file and what is wrong with it
     */
    public static LabelVolume read(Path file) {
        return LabelVolume.of(Volumes.read(file), file.toString())
                .named(VolumeFormats.read(file, VolumeReader::labelNames, (library, other) -> Map.of()));
    }

    /**
     * Reads ids from a volume, or from an image as {@link Labels} does, which is a volume of one slice.
     *
     * @throws org.samovar.geometry.UserError naming the file and what is wrong with it
     */
    public static LabelVolume readAny(Path file) {
        return Volumes.recognises(file)
                ? read(file)
                : LabelVolume.ofSlices(List.of(Labels.read(file)), Axis.Z, VolumeGeometry.PIXELS);
    }

    /**
     * Refuses a name that no volume can be written to, before anything is computed for it.
     *
     * @throws org.samovar.geometry.UserError naming the file and why it could not be written
     */
    public static void requireWritable(Path file) {
        VolumeFormats.writerOf(file).requireWritable(file);
    }

    /**
     * Writes ids of 16 bits, or of 32 where one is greater than 65535, as the ending of the name says; see {@link
     * Volumes#write}.
     *
     * @throws org.samovar.geometry.UserError naming the file and why it could not be written
     */
    public static void write(LabelVolume labels, Path file) {
        VolumeFormats.writerOf(file).write(labels, file);
    }

    /**
     * As {@link #write(LabelVolume, Path)}; a DICOM segmentation refers to the images that the ids were found on.
     *
     * @param source file or folder of the volume, as the user has named it
     * @throws org.samovar.geometry.UserError naming the file and why it could not be written
     */
    public static void write(LabelVolume labels, Path file, Path source) {
        VolumeFormats.writerOf(file).write(labels, file, source);
    }
}
