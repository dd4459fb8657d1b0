package org.samovar.image.io;

import java.nio.file.Path;
import java.util.List;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;

/** Reads and writes volumes; the format is found from the content when reading, from the ending when writing. */
public final class Volumes {
    private Volumes() {}

    /**
     * Reads a volume or time series with its own values and its geometry: NIfTI-1 or 2, NRRD, MetaImage, a TIFF stack, a folder of
     * OME-Zarr, Zarr or N5, or a DICOM series by its folder, by one of several as {@code FOLDER#SERIES}, or by one of its files.
     * It stays on the disk where it would fill much of the memory. What core does not know is read by Bio-Formats where that is there;
     * {@code cells.lif#2} is the third image of a file that has several.
     *
     * @throws org.samovar.geometry.UserError naming the file and what is wrong with it
     */
    public static Volume read(Path file) {
        return read(file, Residence.AS_FITS);
    }

    /**
     * As {@link #read(Path)}.
     *
     * @param residence where the voxels are kept
     * @throws org.samovar.geometry.UserError naming the file and what is wrong with it
     */
    public static Volume read(Path file, Residence residence) {
        return VolumeFormats.read(
                file,
                (reader, own) -> reader.read(own, residence),
                (library, other) -> library.volume(other, residence));
    }

    /**
     * What a file says of its volume, without reading the voxels.
     *
     * @throws org.samovar.geometry.UserError naming the file and what is wrong with it
     */
    public static VolumeInfo info(Path file) {
        return VolumeFormats.read(file, VolumeReader::info, LibraryReader::info);
    }

    /**
     * The images of a file; those of core's own formats are one.
     *
     * @throws org.samovar.geometry.UserError naming the file and what is wrong with it
     */
    public static List<SeriesInfo> series(Path file) {
        return VolumeFormats.read(
                file,
                (reader, own) -> List.of(new SeriesInfo("", reader.info(own), 1)),
                (library, other) -> library.library().series(other));
    }

    /**
     * Whether a file begins as one of a format of volumes does, or a folder holds one; a TIFF of one page is such, too.
     *
     * @throws org.samovar.geometry.UserError naming the file when it cannot be read
     */
    public static boolean recognises(Path file) {
        return VolumeFormats.recognises(file);
    }

    /**
     * Writes a volume with its geometry as the ending of the name says: .nii, .nii.gz, .nrrd, .nhdr, .mha, .mhd, .tif,
     * .tiff or .zarr.
     *
     * @throws org.samovar.geometry.UserError naming the file and why it could not be written
     */
    public static void write(Volume volume, Path file) {
        VolumeFormats.writerOf(file).write(volume, file);
    }
}
