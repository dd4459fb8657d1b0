package org.samovar.image.io.raw;

/** The unit that every program spells in its own way. */
public final class Micrometres {
    /** As it is called here. */
    public static final String UNIT = "µm";

    private Micrometres() {}

    /** Another program's name of a unit of length, of which only micrometres are renamed. */
    public static String named(String unit) {
        return switch (unit.replace("\\u00B5", "µ").replace('μ', 'µ')) {
            case "µm", "um", "micron", "microns", "micrometer", "micrometre" -> UNIT;
            default -> unit;
        };
    }
}
