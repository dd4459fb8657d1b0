package org.samovar.image.io.dicom.data;

import java.nio.ByteOrder;
import org.samovar.geometry.UserError;

/**
 * How a file stores its elements and pixels.
 *
 * @param uid as the standard numbers it
 */
public record TransferSyntax(String uid) {
    public static final TransferSyntax IMPLICIT_LITTLE = new TransferSyntax("1.2.840.10008.1.2");
    public static final TransferSyntax EXPLICIT_LITTLE = new TransferSyntax("1.2.840.10008.1.2.1");
    public static final TransferSyntax EXPLICIT_BIG = new TransferSyntax("1.2.840.10008.1.2.2");
    static final TransferSyntax DEFLATED = new TransferSyntax("1.2.840.10008.1.2.1.99");

    private static final String JPEG_FAMILY = "1.2.840.10008.1.2.4.";
    private static final String HINT =
            "Convert the series with dcm2niix, or its files with 'gdcmconv --raw' or 'dcmdjpeg', which unpack them.";

    /** What packs the pixels. */
    public enum Packing {
        NONE,
        RUN_LENGTHS,
        JPEG
    }

    /** Whether each element names its type. */
    boolean isExplicit() {
        return !equals(IMPLICIT_LITTLE);
    }

    /** Of the numbers. */
    public ByteOrder order() {
        return equals(EXPLICIT_BIG) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    boolean isDeflated() {
        return equals(DEFLATED);
    }

    /**
     * What packs the pixels.
     *
     * @throws UserError naming it where it is not read here
     */
    public Packing packing() {
        return switch (uid) {
            case "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2" -> Packing
                    .NONE;
            case "1.2.840.10008.1.2.5" -> Packing.RUN_LENGTHS;
            case JPEG_FAMILY + "50", JPEG_FAMILY + "51" -> Packing.JPEG;
            default -> throw unread(name());
        };
    }

    /** An error about pixels that are packed in a way that is not read here. */
    public UserError unread(String packing) {
        return new UserError(
                "its pixels are packed by " + packing + " (transfer syntax " + uid + "), which is not read here", HINT);
    }

    private String name() {
        if (!uid.startsWith(JPEG_FAMILY)) {
            return "a rare method";
        }
        return switch (uid.substring(JPEG_FAMILY.length())) {
            case "57", "70" -> "lossless JPEG";
            case "80", "81" -> "JPEG-LS";
            case "90", "91", "92", "93" -> "JPEG 2000";
            case "201", "202", "203" -> "High-Throughput JPEG 2000";
            case "100", "101", "102", "103", "104", "105", "106", "107", "108" -> "a codec for films";
            default -> "a rare kind of JPEG";
        };
    }
}
