package org.samovar.image.io.nrrd;

import java.util.Locale;
import org.samovar.geometry.UserError;
import org.samovar.image.io.raw.VoxelType;

/** The names of types, encodings and spaces in headers. */
final class NrrdTypes {
    private NrrdTypes() {}

    /** How the values are packed. */
    enum Encoding {
        RAW,
        GZIP,
        TEXT
    }

    static Encoding encoding(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "raw" -> Encoding.RAW;
            case "gz", "gzip" -> Encoding.GZIP;
            case "txt", "text", "ascii" -> Encoding.TEXT;
            default -> throw new UserError("its voxels are packed by '" + name + "', which is not read here");
        };
    }

    static VoxelType type(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "signed char", "int8", "int8_t" -> VoxelType.INT8;
            case "uchar", "unsigned char", "uint8", "uint8_t" -> VoxelType.UINT8;
            case "short", "short int", "signed short", "signed short int", "int16", "int16_t" -> VoxelType.INT16;
            case "ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t" -> VoxelType.UINT16;
            case "int", "signed int", "int32", "int32_t" -> VoxelType.INT32;
            case "uint", "unsigned int", "uint32", "uint32_t" -> VoxelType.UINT32;
            case "longlong", "long long", "long long int", "signed long long", "signed long long int" -> VoxelType
                    .INT64;
            case "int64", "int64_t" -> VoxelType.INT64;
            case "ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t" -> VoxelType.UINT64;
            case "float" -> VoxelType.FLOAT32;
            case "double" -> VoxelType.FLOAT64;
            default -> throw new UserError("its voxels are of the type '" + name + "', which is not read here");
        };
    }

    static String name(VoxelType type) {
        return switch (type) {
            case FLOAT32 -> "float";
            case FLOAT64 -> "double";
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }

    /** The directions of a space's first two axes as seen to the right and to the front; of an unknown space, its own. */
    static int[] signs(String space) {
        return switch (space.toLowerCase(Locale.ROOT)) {
            case "left-posterior-superior", "lps", "left-posterior-superior-time", "lpst" -> new int[] {-1, -1};
            case "left-anterior-superior", "las", "left-anterior-superior-time", "last" -> new int[] {-1, 1};
            default -> new int[] {1, 1};
        };
    }
}
