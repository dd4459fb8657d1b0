package org.samovar.image.io.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.samovar.geometry.UserError;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.FolderPart;
import org.samovar.image.io.Residence;
import org.samovar.image.io.VolumeReader;
import org.samovar.image.io.dicom.data.DicomFile;
import org.samovar.image.io.dicom.seg.SegmentationReader;
import org.samovar.image.io.dicom.series.Series;
import org.samovar.image.io.dicom.series.SeriesFolder;
import org.samovar.image.io.dicom.series.SeriesVoxels;
import org.samovar.image.io.dicom.series.SliceStack;

/** Reads DICOM series from folders or by one of their files, files of several frames, and segmentations. */
public final class DicomReader implements VolumeReader {
    @Override
    public String format() {
        return "DICOM";
    }

    @Override
    public boolean recognises(byte[] head) {
        return DicomFile.recognises(head);
    }

    @Override
    public boolean recognisesFolder(FolderPart folder) {
        return SeriesFolder.holdsAny(folder.folder());
    }

    @Override
    public VolumeInfo info(Path file) throws IOException {
        Series series = SeriesFolder.of(file);
        return Series.isSegmentation(series.files().get(0))
                ? SegmentationReader.of(single(series)).info()
                : SeriesVoxels.info(SliceStack.of(series));
    }

    @Override
    public Volume read(Path file, Residence residence) throws IOException {
        return volume(SeriesFolder.of(file), residence);
    }

    static Volume volume(Series series, Residence residence) throws IOException {
        return Series.isSegmentation(series.files().get(0))
                ? SegmentationReader.of(single(series)).volume(residence)
                : SeriesVoxels.volume(SliceStack.of(series), residence);
    }

    @Override
    public Map<Integer, String> labelNames(Path file) throws IOException {
        Series series = SeriesFolder.of(file);
        return Series.isSegmentation(series.files().get(0)) ? SegmentationReader.names(single(series)) : Map.of();
    }

    private static DicomFile single(Series segmentations) {
        if (segmentations.files().size() > 1) {
            throw new UserError(
                    "it holds " + segmentations.files().size() + " segmentations in one series",
                    "Name the file of one of them.");
        }
        return segmentations.files().get(0);
    }
}
