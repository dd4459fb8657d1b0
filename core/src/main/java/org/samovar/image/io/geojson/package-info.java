/**
 * Objects as GeoJSON, in the form that QuPath imports and exports.
 *
 * <p>Entry: {@link org.samovar.image.io.geojson.GeoJsonFile}.
 *
 * <p>May depend on {@code image} and what is above it. Tests: {@code src/test/java/org/samovar/image/io/geojson}.
 */
@NullMarked
package org.samovar.image.io.geojson;

import org.jspecify.annotations.NullMarked;
