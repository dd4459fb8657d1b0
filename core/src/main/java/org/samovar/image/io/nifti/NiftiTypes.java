package org.samovar.image.io.nifti;

import java.util.Map;
import org.samovar.geometry.UserError;
import org.samovar.image.io.raw.Micrometres;
import org.samovar.image.io.raw.VoxelType;

/** The codes of types, units and intents in {@code nifti1.h}. */
final class NiftiTypes {
    static final int RGB = 128;
    static final int RGBA = 2304;
    static final int INTENT_VECTOR = 1007;
    static final int INTENT_RGB_VECTOR = 2003;

    private static final Map<Integer, VoxelType> TYPES = Map.ofEntries(
            Map.entry(2, VoxelType.UINT8),
            Map.entry(4, VoxelType.INT16),
            Map.entry(8, VoxelType.INT32),
            Map.entry(16, VoxelType.FLOAT32),
            Map.entry(64, VoxelType.FLOAT64),
            Map.entry(RGB, VoxelType.UINT8),
            Map.entry(256, VoxelType.INT8),
            Map.entry(512, VoxelType.UINT16),
            Map.entry(768, VoxelType.UINT32),
            Map.entry(1024, VoxelType.INT64),
            Map.entry(1280, VoxelType.UINT64),
            Map.entry(RGBA, VoxelType.UINT8));

    private NiftiTypes() {}

    static VoxelType type(int code) {
        VoxelType type = TYPES.get(code);
        if (type == null) {
            throw new UserError("its voxels are of the type " + code + ", which is not read here");
        }
        return type;
    }

    static int code(VoxelType type) {
        return TYPES.entrySet().stream()
                .filter(e -> e.getValue() == type && e.getKey() != RGB && e.getKey() != RGBA)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** The unit of lengths; empty where there is none. */
    static String lengthUnit(int units) {
        return switch (units & 7) {
            case 1 -> "m";
            case 2 -> "mm";
            case 3 -> Micrometres.UNIT;
            default -> "";
        };
    }

    static String timeUnit(int units) {
        return switch (units & 0x38) {
            case 8 -> "s";
            case 16 -> "ms";
            case 24 -> "µs";
            default -> "frame";
        };
    }

    /** A unit that the header has, and how many of it make the given one. */
    record Unit(int code, double factor) {}

    static Unit length(String unit) {
        return switch (Micrometres.named(unit)) {
            case "m", "meter" -> new Unit(1, 1);
            case "cm" -> new Unit(2, 10);
            case "mm" -> new Unit(2, 1);
            case Micrometres.UNIT -> new Unit(3, 1);
            case "nm" -> new Unit(3, 1e-3);
            default -> new Unit(0, 1);
        };
    }

    static Unit time(String unit) {
        return switch (unit) {
            case "s", "sec" -> new Unit(8, 1);
            case "min" -> new Unit(8, 60);
            case "h", "hr" -> new Unit(8, 3600);
            case "ms", "msec" -> new Unit(16, 1);
            case "µs", "usec" -> new Unit(24, 1);
            default -> new Unit(0, 1);
        };
    }
}
