/**
 * Points, boxes, sizes and the maps between coordinate spaces, and the one error that users read.
 *
 * <p>Entry: {@link org.samovar.geometry.Box} and {@link org.samovar.geometry.ModelFrame}.
 *
 * <p>May depend on: the JDK only; it is the topmost layer.
 *
 * <p>Tests: {@code src/test/java/org/samovar/geometry}.
 */
@NullMarked
package org.samovar.geometry;

import org.jspecify.annotations.NullMarked;
