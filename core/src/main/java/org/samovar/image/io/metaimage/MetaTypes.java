package org.samovar.image.io.metaimage;

import org.samovar.geometry.UserError;
import org.samovar.image.io.raw.Micrometres;
import org.samovar.image.io.raw.VoxelType;

/** The names of types and units in headers (MetaIO, metaTypes.h and metaImage). */
final class MetaTypes {
    private MetaTypes() {}

    static VoxelType type(String name) {
        return switch (name) {
            case "MET_CHAR", "MET_ASCII_CHAR" -> VoxelType.INT8;
            case "MET_UCHAR" -> VoxelType.UINT8;
            case "MET_SHORT" -> VoxelType.INT16;
            case "MET_USHORT" -> VoxelType.UINT16;
            case "MET_INT", "MET_LONG" -> VoxelType.INT32;
            case "MET_UINT", "MET_ULONG" -> VoxelType.UINT32;
            case "MET_LONG_LONG" -> VoxelType.INT64;
            case "MET_ULONG_LONG" -> VoxelType.UINT64;
            case "MET_FLOAT" -> VoxelType.FLOAT32;
            case "MET_DOUBLE" -> VoxelType.FLOAT64;
            default -> throw new UserError("its voxels are of the type '" + name + "', which is not read here");
        };
    }

    static String name(VoxelType type) {
        return switch (type) {
            case INT8 -> "MET_CHAR";
            case UINT8 -> "MET_UCHAR";
            case INT16 -> "MET_SHORT";
            case UINT16 -> "MET_USHORT";
            case INT32 -> "MET_INT";
            case UINT32 -> "MET_UINT";
            case INT64 -> "MET_LONG_LONG";
            case UINT64 -> "MET_ULONG_LONG";
            case FLOAT32 -> "MET_FLOAT";
            case FLOAT64 -> "MET_DOUBLE";
        };
    }

    /**
     * A unit of the format.
     *
     * @param name in headers; empty where it has none for the unit
     * @param factor how many of it make one of the given unit
     */
    record Unit(String name, double factor) {}

    static Unit unit(String unit) {
        return switch (Micrometres.named(unit)) {
            case "m", "meter" -> new Unit("mm", 1000);
            case "cm" -> new Unit("cm", 1);
            case "mm" -> new Unit("mm", 1);
            case Micrometres.UNIT -> new Unit("um", 1);
            case "nm" -> new Unit("um", 1e-3);
            default -> new Unit("", 1);
        };
    }
}
