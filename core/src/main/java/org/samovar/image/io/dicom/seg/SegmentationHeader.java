package org.samovar.image.io.dicom.seg;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.geometry.WorldVector;
import org.samovar.image.io.dicom.data.Dataset;
import org.samovar.image.io.dicom.data.Tag;
import org.samovar.image.io.dicom.data.Uid;
import org.samovar.image.io.dicom.seg.FoundFrames.Found;
import org.samovar.image.io.dicom.series.Series;

/** All elements of a binary segmentation but its pixels (PS3.3, A.51): those that must be there, and little else. */
final class SegmentationHeader {
    private static final String PRODUCT = "Samovar";
    /** Of a name, and without what parts values. */
    private static final int LONGEST_NAME = 64;

    private static final String SERIES_NUMBER = "100";
    /** Of patient and study; they are empty where nothing is known. */
    private static final List<Tag> OF_SOURCE = List.of(
            Tag.STUDY_DATE,
            Tag.STUDY_TIME,
            Tag.ACCESSION_NUMBER,
            Tag.REFERRING_PHYSICIAN,
            Tag.PATIENT_NAME,
            Tag.PATIENT_ID,
            Tag.PATIENT_BIRTH_DATE,
            Tag.PATIENT_SEX,
            Tag.STUDY_ID,
            Tag.POSITION_REFERENCE);

    private final FoundFrames found;
    private final Millimetres geometry;
    private final Optional<SourceImages> source;

    private SegmentationHeader(FoundFrames found, Millimetres geometry, Optional<SourceImages> source) {
        this.found = found;
        this.geometry = geometry;
        this.source = source;
    }

    /**
     * The elements of a file.
     *
     * @throws UserError where the labels are not of the size of their source
     */
    static Dataset of(FoundFrames found, Millimetres geometry, Optional<SourceImages> source) {
        VolumeSize size = found.labels().size();
        if (source.isPresent() && source.get().frames().size() != size.depth()) {
            throw new UserError("it has " + size.depth() + " slices, and the series that it was found on "
                    + source.get().frames().size());
        }
        Dataset out = new Dataset();
        SegmentationHeader header = new SegmentationHeader(found, geometry, source);
        header.study(out);
        header.series(out);
        header.image(out);
        header.segments(out);
        header.frames(out);
        return out;
    }

    /** Patient, study and frame of reference are those of the images. */
    private void study(Dataset out) {
        Dataset images = source.map(SourceImages::header).orElse(new Dataset());
        OF_SOURCE.forEach(tag -> out.copyText(tag, images));
        for (Tag uid : List.of(Tag.STUDY_INSTANCE, Tag.FRAME_OF_REFERENCE)) {
            out.put(uid, images.text(uid).orElseGet(Uid::random));
        }
        if (images.text(Tag.CHARACTER_SET).isPresent()) {
            out.copyText(Tag.CHARACTER_SET, images);
        } else {
            out.put(Tag.CHARACTER_SET, "ISO_IR 192");
        }
    }

    private void series(Dataset out) {
        String version = Optional.ofNullable(
                        SegmentationHeader.class.getPackage().getImplementationVersion())
                .orElse("development");
        out.put(Tag.MODALITY, "SEG")
                .put(Tag.SERIES_INSTANCE, Uid.random())
                .put(Tag.SERIES_NUMBER, SERIES_NUMBER)
                .put(Tag.SERIES_DESCRIPTION, "Segmentation")
                .put(Tag.MANUFACTURER, PRODUCT)
                .put(Tag.MODEL, PRODUCT)
                .put(Tag.DEVICE_SERIAL_NUMBER, "0")
                .put(Tag.SOFTWARE_VERSIONS, version);
    }

    private void image(Dataset out) {
        LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
        VolumeSize size = found.labels().size();
        out.put(Tag.SOP_CLASS, Series.SEGMENTATION)
                .put(Tag.SOP_INSTANCE, Uid.random())
                .put(Tag.IMAGE_TYPE, "DERIVED\\PRIMARY")
                .put(Tag.INSTANCE_NUMBER, "1")
                .put(Tag.CONTENT_DATE, now.format(DateTimeFormatter.BASIC_ISO_DATE))
                .put(Tag.CONTENT_TIME, now.format(DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT)))
                .put(Tag.CONTENT_LABEL, "SEGMENTATION")
                .put(Tag.CONTENT_DESCRIPTION, "")
                .put(Tag.CONTENT_CREATOR, "")
                .put(Tag.SEGMENTATION_TYPE, "BINARY")
                .put(Tag.SEGMENTS_OVERLAP, "NO")
                .put(Tag.LOSSY, "00")
                .put(Tag.PHOTOMETRIC, "MONOCHROME2")
                .put(Tag.FRAMES, Integer.toString(found.frames().size()))
                .putShort(Tag.SAMPLES, 1)
                .putShort(Tag.ROWS, size.height())
                .putShort(Tag.COLUMNS, size.width())
                .putShort(Tag.BITS_ALLOCATED, 1)
                .putShort(Tag.BITS_STORED, 1)
                .putShort(Tag.HIGH_BIT, 0)
                .putShort(Tag.PIXEL_REPRESENTATION, 0);
    }

    private void segments(Dataset out) {
        Dataset anatomy = SourceImages.code("91723000", "SCT", "Anatomical Structure");
        List<Dataset> segments = new ArrayList<>();
        found.segments()
                .forEach((label, number) -> segments.add(new Dataset()
                        .put(Tag.PROPERTY_CATEGORY, anatomy)
                        .putShort(Tag.SEGMENT_NUMBER, number)
                        .put(Tag.SEGMENT_LABEL, name(label), out)
                        .put(Tag.ALGORITHM_TYPE, "SEMIAUTOMATIC")
                        .put(Tag.ALGORITHM_NAME, PRODUCT)
                        .put(Tag.PROPERTY_TYPE, anatomy)
                        .put(Tag.OWNER, SliceGrid.OWNER)
                        .put(Tag.OWN_LABEL, label.toString())));
        WorldVector step = geometry.step();
        out.put(Tag.SEGMENTS, segments)
                .put(Tag.OWNER, SliceGrid.OWNER)
                .put(
                        Tag.OWN_SLICES,
                        found.labels().size().depth() + "\\"
                                + found.frames().get(0).slice())
                .putDecimals(Tag.OWN_STEP, step.x(), step.y(), step.z());
    }

    private String name(int label) {
        String name = found.labels()
                .names()
                .getOrDefault(label, "")
                .replace('\\', '/')
                .strip();
        return name.isEmpty()
                ? nameless(label)
                : name.substring(
                        0, name.offsetByCodePoints(0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length()))));
    }

    /** What the segment of a label without a name is called, as it must be called something. */
    static String nameless(int label) {
        return "Object " + label;
    }

    private void frames(Dataset out) {
        String organization = Uid.random();
        out.put(Tag.DIMENSION_ORGANIZATIONS, new Dataset().put(Tag.DIMENSION_UID, organization))
                .put(
                        Tag.DIMENSION_INDICES,
                        List.of(
                                index(organization, Tag.SEGMENT_IDENTIFICATION, Tag.REFERENCED_SEGMENT),
                                index(organization, Tag.PLANE_POSITION, Tag.IMAGE_POSITION)))
                .put(Tag.SHARED_GROUPS, shared());
        List<Integer> slices = found.slices();
        List<Dataset> each = new ArrayList<>();
        for (Found frame : found.frames()) {
            each.add(frame(frame, 1 + slices.indexOf(frame.slice())));
        }
        out.put(Tag.FRAME_GROUPS, each);
        source.ifPresent(images -> out.put(Tag.REFERENCED_SERIES, images.series()));
    }

    private static Dataset index(String organization, Tag group, Tag value) {
        return new Dataset()
                .put(Tag.DIMENSION_UID, organization)
                .putTag(Tag.DIMENSION_POINTER, value)
                .putTag(Tag.DIMENSION_GROUP, group);
    }

    private Dataset shared() {
        WorldVector row = geometry.row();
        WorldVector column = geometry.column();
        return new Dataset()
                .put(
                        Tag.PIXEL_MEASURES,
                        new Dataset()
                                .putDecimals(Tag.SLICE_THICKNESS, geometry.between())
                                .putDecimals(Tag.SLICE_SPACING, geometry.between())
                                .putDecimals(Tag.PIXEL_SPACING, geometry.y(), geometry.x()))
                .put(
                        Tag.PLANE_ORIENTATION,
                        new Dataset()
                                .putDecimals(
                                        Tag.IMAGE_ORIENTATION,
                                        row.x(),
                                        row.y(),
                                        row.z(),
                                        column.x(),
                                        column.y(),
                                        column.z()));
    }

    /** @param place of the frame's slice among those with frames, from 1 */
    private Dataset frame(Found frame, int place) {
        WorldVector position = geometry.position(frame.slice());
        int segment = found.segments().getOrDefault(frame.label(), 1);
        Dataset out = new Dataset()
                .put(Tag.FRAME_CONTENT, new Dataset().putInts(Tag.DIMENSION_VALUES, segment, place))
                .put(
                        Tag.PLANE_POSITION,
                        new Dataset().putDecimals(Tag.IMAGE_POSITION, position.x(), position.y(), position.z()))
                .put(Tag.SEGMENT_IDENTIFICATION, new Dataset().putShort(Tag.REFERENCED_SEGMENT, segment));
        source.ifPresent(images -> out.put(Tag.DERIVATION_IMAGES, images.derivation(frame.slice())));
        return out;
    }
}
