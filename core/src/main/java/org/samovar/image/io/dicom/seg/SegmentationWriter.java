package org.samovar.image.io.dicom.seg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.image.io.VolumeWriter;
import org.samovar.image.io.dicom.data.Dataset;
import org.samovar.image.io.dicom.data.DicomFile;
import org.samovar.image.io.dicom.data.DicomOutput;
import org.samovar.image.io.dicom.series.Frame;
import org.samovar.image.io.dicom.series.Series;
import org.samovar.io.AtomicFiles;

/** Writes labels as binary segmentations, a segment for each label; images are not written. */
public final class SegmentationWriter implements VolumeWriter {
    /** Of segments, rows and columns. */
    private static final int MOST = 0xffff;

    private static final String HINT = "Write them as .nii.gz or .nrrd.";

    @Override
    public Set<String> extensions() {
        return Set.of("dcm");
    }

    @Override
    public void write(Volume volume, Path file) {
        throw new UserError(
                "Cannot write " + file + ": of DICOM, only segmentations are written, and this is an image.",
                "Write it as .nii.gz or .nrrd.");
    }

    @Override
    public void write(LabelVolume labels, Path file) {
        write(labels, file, Optional.empty());
    }

    @Override
    public void write(LabelVolume labels, Path file, Path source) {
        write(labels, file, SourceImages.of(source));
    }

    private void write(LabelVolume labels, Path file, Optional<SourceImages> source) {
        requireWritable(file);
        if (labels.size().frames() > 1) {
            throw new UserError("Cannot write " + file + ": a DICOM segmentation has no points in time.", HINT);
        }
        FoundFrames found = FoundFrames.of(labels);
        if (found.largest() > MOST || found.frames().size() > Frame.MOST || found.bytes() > DicomOutput.MOST_PIXELS) {
            throw new UserError(
                    "Cannot write " + file + ": its " + found.segments().size() + " labels on "
                            + found.frames().size() + " frames of "
                            + labels.size().width() + " x " + labels.size().height()
                            + " pixels are more than a DICOM segmentation holds.",
                    HINT);
        }
        Dataset data = header(file, labels, found, source);
        AtomicFiles.write(file, out -> DicomOutput.write(out, data, found.bytes(), found::writeTo));
    }

    private static Dataset header(Path file, LabelVolume labels, FoundFrames found, Optional<SourceImages> source) {
        try {
            return SegmentationHeader.of(found, Millimetres.of(labels.geometry()), source);
        } catch (UserError e) {
            throw new UserError("Cannot write " + file + ": " + e.getMessage() + ".", HINT, e);
        }
    }

    /** @throws UserError also where an image would be written over */
    @Override
    public void requireWritable(Path file) {
        AtomicFiles.requireWritable(file);
        try {
            if (Files.exists(file) && SourceImages.isDicom(file) && !Series.isSegmentation(DicomFile.read(file))) {
                throw overImage(file);
            }
        } catch (IOException e) {
            throw overImage(file);
        }
    }

    private static UserError overImage(Path file) {
        return new UserError(
                "Cannot write " + file + ": there is a DICOM image of this name, which would be lost.",
                "Take another name.");
    }
}
