package org.samovar.image.io.bioformats;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is used of {@code ome.units.quantity.Length} and {@code Time}. */
interface LociQuantity {
    /** In a unit of its kind; null where it has no size in it, as a length in pixels has none in metres. */
    @Nullable
    Number value(Object unit) throws IOException;

    Object unit() throws IOException;

    /** What is used of {@code ome.units.unit.Unit}. */
    interface Unit {
        String getSymbol() throws IOException;
    }
}
