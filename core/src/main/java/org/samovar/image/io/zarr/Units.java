package org.samovar.image.io.zarr;

import org.samovar.image.io.raw.Micrometres;

/** The units of axes, which OME-Zarr spells out (UDUNITS-2). */
final class Units {
    private Units() {}

    static String length(String name) {
        return switch (name) {
            case "micrometer" -> Micrometres.UNIT;
            case "millimeter" -> "mm";
            case "centimeter" -> "cm";
            case "meter" -> "m";
            case "nanometer" -> "nm";
            case "angstrom" -> "Å";
            case "" -> "pixel";
            default -> Micrometres.named(name);
        };
    }

    static String time(String name) {
        return switch (name) {
            case "second" -> "s";
            case "millisecond" -> "ms";
            case "microsecond" -> "µs";
            case "minute" -> "min";
            case "hour" -> "h";
            case "" -> "frame";
            default -> name;
        };
    }

    /** Empty where there is none. */
    static String name(String unit) {
        return switch (unit) {
            case Micrometres.UNIT -> "micrometer";
            case "mm" -> "millimeter";
            case "cm" -> "centimeter";
            case "m" -> "meter";
            case "nm" -> "nanometer";
            case "Å" -> "angstrom";
            case "s", "sec" -> "second";
            case "ms" -> "millisecond";
            case "µs" -> "microsecond";
            case "min" -> "minute";
            case "h" -> "hour";
            case "pixel", "frame" -> "";
            default -> unit;
        };
    }
}
