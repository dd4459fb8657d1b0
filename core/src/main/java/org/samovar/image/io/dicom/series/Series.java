package org.samovar.image.io.dicom.series;

import java.util.List;
import org.samovar.image.io.dicom.data.Dataset;
import org.samovar.image.io.dicom.data.DicomFile;
import org.samovar.image.io.dicom.data.Tag;

/**
 * Files that belong together.
 *
 * @param uid that all of them have; empty where they have none
 * @param files at least one
 */
public record Series(String uid, List<DicomFile> files) {
    /** The kind of files that hold labels of others. */
    public static final String SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";

    public Series {
        files = List.copyOf(files);
    }

    /** Whether the values of a file are labels. */
    public static boolean isSegmentation(DicomFile file) {
        return file.dataset().text(Tag.SOP_CLASS).filter(SEGMENTATION::equals).isPresent();
    }

    boolean isSegmentation() {
        return isSegmentation(files.get(0));
    }

    /** The number under which scanners show it; empty where it has none. */
    String number() {
        return files.get(0).dataset().text(Tag.SERIES_NUMBER).orElse("");
    }

    /** What users may call it. */
    boolean isCalled(String name) {
        return name.equals(number()) || name.equals(uid);
    }

    /** {@code 4 (CT, "Thorax", 120 files)}, as in messages. */
    @Override
    public String toString() {
        Dataset data = files.get(0).dataset();
        String modality = data.text(Tag.MODALITY).map(kind -> kind + ", ").orElse("");
        String description = data.text(Tag.SERIES_DESCRIPTION)
                .map(text -> '"' + text + "\", ")
                .orElse("");
        String count = files.size() + (files.size() == 1 ? " file" : " files");
        return (number().isEmpty() ? uid : number()) + " (" + modality + description + count + ")";
    }
}
