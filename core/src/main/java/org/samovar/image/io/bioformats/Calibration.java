package org.samovar.image.io.bioformats;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;
import org.samovar.geometry.Affine;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.io.raw.Micrometres;

/** From what Bio-Formats tells of sizes and times to a geometry. */
final class Calibration {
    private static final MathContext DIGITS = new MathContext(12);

    private final Loci loci;
    private final LociMetadata metadata;

    Calibration(Loci loci, LociMetadata metadata) {
        this.loci = loci;
        this.metadata = metadata;
    }

    /** In the unit of x; what is not told is as long as x, a time that is not told a frame. */
    VolumeGeometry of(int series) throws IOException {
        Object x = metadata.getPixelsPhysicalSizeX(series);
        Object y = metadata.getPixelsPhysicalSizeY(series);
        if (x == null || !isLength(x)) {
            return timed(VolumeGeometry.PIXELS, series);
        }
        LociQuantity wide = loci.asLength(x);
        Object unit = wide.unit();
        double width = positive(wide.value(unit), 1);
        Affine affine =
                Affine.of(width, length(y, unit, width), length(metadata.getPixelsPhysicalSizeZ(series), unit, width));
        return timed(VolumeGeometry.of(affine, Micrometres.named(loci.symbol(unit))), series);
    }

    /** Whether it has a size in metres, unlike pixels and the units of a stage. */
    private boolean isLength(Object length) throws IOException {
        Number metres = loci.asLength(length).value(loci.unit("METER"));
        return metres != null && positive(metres, 0) > 0;
    }

    private double length(@Nullable Object length, Object unit, double otherwise) throws IOException {
        return length == null ? otherwise : positive(loci.asLength(length).value(unit), otherwise);
    }

    private VolumeGeometry timed(VolumeGeometry geometry, int series) throws IOException {
        Object increment = metadata.getPixelsTimeIncrement(series);
        if (increment == null) {
            return geometry;
        }
        double seconds = positive(loci.asTime(increment).value(loci.unit("SECOND")), 0);
        return seconds == 0 ? geometry : new VolumeGeometry(geometry.affine(), geometry.unit(), seconds, "s");
    }

    private static double positive(@Nullable Number value, double otherwise) {
        if (value == null || !(value.doubleValue() > 0 && Double.isFinite(value.doubleValue()))) {
            return otherwise;
        }
        // lengths that were alike in other units stay alike
        return BigDecimal.valueOf(value.doubleValue()).round(DIGITS).doubleValue();
    }
}
