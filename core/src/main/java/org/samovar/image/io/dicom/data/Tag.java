package org.samovar.image.io.dicom.data;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The elements that are read or written here, with the type in which they are stored; all others are passed over. */
public enum Tag {
    MEDIA_CLASS(0x00020002, Vr.UI),
    MEDIA_INSTANCE(0x00020003, Vr.UI),
    TRANSFER_SYNTAX(0x00020010, Vr.UI),
    IMPLEMENTATION(0x00020012, Vr.UI),
    IMPLEMENTATION_NAME(0x00020013, Vr.SH),
    CHARACTER_SET(0x00080005, Vr.CS),
    IMAGE_TYPE(0x00080008, Vr.CS),
    SOP_CLASS(0x00080016, Vr.UI),
    SOP_INSTANCE(0x00080018, Vr.UI),
    STUDY_DATE(0x00080020, Vr.DA),
    CONTENT_DATE(0x00080023, Vr.DA),
    STUDY_TIME(0x00080030, Vr.TM),
    CONTENT_TIME(0x00080033, Vr.TM),
    ACCESSION_NUMBER(0x00080050, Vr.SH),
    MODALITY(0x00080060, Vr.CS),
    MANUFACTURER(0x00080070, Vr.LO),
    REFERRING_PHYSICIAN(0x00080090, Vr.PN),
    CODE(0x00080100, Vr.SH),
    CODE_SCHEME(0x00080102, Vr.SH),
    CODE_MEANING(0x00080104, Vr.LO),
    SERIES_DESCRIPTION(0x0008103e, Vr.LO),
    MODEL(0x00081090, Vr.LO),
    REFERENCED_SERIES(0x00081115, Vr.SQ),
    REFERENCED_INSTANCES(0x0008114a, Vr.SQ),
    REFERENCED_CLASS(0x00081150, Vr.UI),
    REFERENCED_INSTANCE(0x00081155, Vr.UI),
    REFERENCED_FRAME(0x00081160, Vr.IS),
    SOURCE_IMAGES(0x00082112, Vr.SQ),
    DERIVATION_IMAGES(0x00089124, Vr.SQ),
    DERIVATION_CODE(0x00089215, Vr.SQ),
    PATIENT_NAME(0x00100010, Vr.PN),
    PATIENT_ID(0x00100020, Vr.LO),
    PATIENT_BIRTH_DATE(0x00100030, Vr.DA),
    PATIENT_SEX(0x00100040, Vr.CS),
    SLICE_THICKNESS(0x00180050, Vr.DS),
    SLICE_SPACING(0x00180088, Vr.DS),
    DEVICE_SERIAL_NUMBER(0x00181000, Vr.LO),
    SOFTWARE_VERSIONS(0x00181020, Vr.LO),
    FRAME_TIME(0x00181063, Vr.DS),
    FRAME_TIMES(0x00181065, Vr.DS),
    DETECTOR_SPACING(0x00181164, Vr.DS),
    SCANNED_SPACING(0x00182010, Vr.DS),
    STUDY_INSTANCE(0x0020000d, Vr.UI),
    SERIES_INSTANCE(0x0020000e, Vr.UI),
    STUDY_ID(0x00200010, Vr.SH),
    SERIES_NUMBER(0x00200011, Vr.IS),
    INSTANCE_NUMBER(0x00200013, Vr.IS),
    IMAGE_POSITION(0x00200032, Vr.DS),
    IMAGE_ORIENTATION(0x00200037, Vr.DS),
    FRAME_OF_REFERENCE(0x00200052, Vr.UI),
    POSITION_REFERENCE(0x00201040, Vr.LO),
    FRAME_CONTENT(0x00209111, Vr.SQ),
    PLANE_POSITION(0x00209113, Vr.SQ),
    PLANE_ORIENTATION(0x00209116, Vr.SQ),
    DIMENSION_VALUES(0x00209157, Vr.UL),
    DIMENSION_UID(0x00209164, Vr.UI),
    DIMENSION_POINTER(0x00209165, Vr.AT),
    DIMENSION_GROUP(0x00209167, Vr.AT),
    DIMENSION_ORGANIZATIONS(0x00209221, Vr.SQ),
    DIMENSION_INDICES(0x00209222, Vr.SQ),
    SAMPLES(0x00280002, Vr.US),
    PHOTOMETRIC(0x00280004, Vr.CS),
    PLANAR(0x00280006, Vr.US),
    FRAMES(0x00280008, Vr.IS),
    ROWS(0x00280010, Vr.US),
    COLUMNS(0x00280011, Vr.US),
    PIXEL_SPACING(0x00280030, Vr.DS),
    BITS_ALLOCATED(0x00280100, Vr.US),
    BITS_STORED(0x00280101, Vr.US),
    HIGH_BIT(0x00280102, Vr.US),
    PIXEL_REPRESENTATION(0x00280103, Vr.US),
    RESCALE_INTERCEPT(0x00281052, Vr.DS),
    RESCALE_SLOPE(0x00281053, Vr.DS),
    LOSSY(0x00282110, Vr.CS),
    PIXEL_MEASURES(0x00289110, Vr.SQ),
    PIXEL_TRANSFORMATION(0x00289145, Vr.SQ),
    PURPOSE_CODE(0x0040a170, Vr.SQ),
    SEGMENTATION_TYPE(0x00620001, Vr.CS),
    SEGMENTS(0x00620002, Vr.SQ),
    PROPERTY_CATEGORY(0x00620003, Vr.SQ),
    SEGMENT_NUMBER(0x00620004, Vr.US),
    SEGMENT_LABEL(0x00620005, Vr.LO),
    ALGORITHM_TYPE(0x00620008, Vr.CS),
    ALGORITHM_NAME(0x00620009, Vr.LO),
    SEGMENT_IDENTIFICATION(0x0062000a, Vr.SQ),
    REFERENCED_SEGMENT(0x0062000b, Vr.US),
    PROPERTY_TYPE(0x0062000f, Vr.SQ),
    SEGMENTS_OVERLAP(0x00620013, Vr.CS),
    /** Names the owner of the elements that are not the standard's. */
    OWNER(0x00630010, Vr.LO),
    /** Which label a segment was, as segments are counted without gaps. */
    OWN_LABEL(0x00631001, Vr.IS),
    /** Slices of the volume, and how many lie before the first frame. */
    OWN_SLICES(0x00631002, Vr.IS),
    /** From one slice to the next, which one frame alone would not tell. */
    OWN_STEP(0x00631003, Vr.DS),
    CONTENT_LABEL(0x00700080, Vr.CS),
    CONTENT_DESCRIPTION(0x00700081, Vr.LO),
    CONTENT_CREATOR(0x00700084, Vr.PN),
    SHARED_GROUPS(0x52009229, Vr.SQ),
    FRAME_GROUPS(0x52009230, Vr.SQ),
    PIXELS(0x7fe00010, Vr.OB);

    private static final Map<Integer, Tag> BY_NUMBER =
            Stream.of(values()).collect(Collectors.toMap(Tag::number, Function.identity()));

    private final int number;
    private final Vr vr;

    Tag(int number, Vr vr) {
        this.number = number;
        this.vr = vr;
    }

    /** The group in the upper 16 bits, the element in the lower. */
    public int number() {
        return number;
    }

    Vr vr() {
        return vr;
    }

    /** The element of a number; empty where it is none of these. */
    static Optional<Tag> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /** {@code (0028,0010)}, as the standard writes it. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "(%04x,%04x)", number >>> 16, number & 0xffff);
    }
}
