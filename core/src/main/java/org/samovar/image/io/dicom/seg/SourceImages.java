package org.samovar.image.io.dicom.seg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.image.io.FolderPart;
import org.samovar.image.io.dicom.data.Dataset;
import org.samovar.image.io.dicom.data.DicomFile;
import org.samovar.image.io.dicom.data.Tag;
import org.samovar.image.io.dicom.series.Frame;
import org.samovar.image.io.dicom.series.Series;
import org.samovar.image.io.dicom.series.SeriesFolder;
import org.samovar.image.io.dicom.series.SliceStack;

/**
 * The images that labels were found on.
 *
 * @param frames slice by slice
 */
record SourceImages(List<Frame> frames) {
    private static final String DICOM = "DCM";

    /**
     * The images that a user has named; empty where they are of another format, labels themselves, or without
     * the names by which they are referred to.
     *
     * @throws UserError where they cannot be read any more
     */
    static Optional<SourceImages> of(Path source) {
        try {
            if (!isDicom(source)) {
                return Optional.empty();
            }
            Series series = SeriesFolder.of(source);
            boolean hasNames = series.files().stream()
                    .allMatch(file -> file.dataset().text(Tag.SOP_INSTANCE).isPresent());
            return Series.isSegmentation(series.files().get(0)) || !hasNames
                    ? Optional.empty()
                    : Optional.of(new SourceImages(SliceStack.of(series).frames()));
        } catch (IOException e) {
            throw new UserError("Cannot read " + source + " again: " + e.getMessage() + ".", e);
        }
    }

    static boolean isDicom(Path path) throws IOException {
        Optional<FolderPart> folder = FolderPart.of(path);
        if (folder.isPresent()) {
            return SeriesFolder.holdsAny(folder.get().folder());
        }
        try (InputStream in = Files.newInputStream(path)) {
            return DicomFile.recognises(in.readNBytes(DicomFile.HEAD));
        }
    }

    /** What is said of patient, study and place. */
    Dataset header() {
        return frames.get(0).file().dataset();
    }

    /** The frame of a slice, as a segmentation refers to it. */
    Dataset derivation(int slice) {
        Frame frame = frames.get(slice);
        Dataset image = reference(frame.file())
                .put(Tag.PURPOSE_CODE, code("121322", DICOM, "Source image for image processing operation"));
        if (frame.file().dataset().text(Tag.FRAMES).isPresent()) {
            image.put(Tag.REFERENCED_FRAME, Integer.toString(frame.index() + 1));
        }
        return new Dataset()
                .put(Tag.DERIVATION_CODE, code("113076", DICOM, "Segmentation"))
                .put(Tag.SOURCE_IMAGES, image);
    }

    /** All files, as a segmentation lists them. */
    Dataset series() {
        List<Dataset> instances = new ArrayList<>();
        frames.stream().map(Frame::file).distinct().forEach(file -> instances.add(reference(file)));
        return new Dataset().copyText(Tag.SERIES_INSTANCE, header()).put(Tag.REFERENCED_INSTANCES, instances);
    }

    private static Dataset reference(DicomFile file) {
        return new Dataset()
                .put(Tag.REFERENCED_CLASS, file.dataset().text(Tag.SOP_CLASS).orElse(""))
                .put(
                        Tag.REFERENCED_INSTANCE,
                        file.dataset().text(Tag.SOP_INSTANCE).orElse(""));
    }

    static Dataset code(String value, String scheme, String meaning) {
        return new Dataset().put(Tag.CODE, value).put(Tag.CODE_SCHEME, scheme).put(Tag.CODE_MEANING, meaning);
    }
}
