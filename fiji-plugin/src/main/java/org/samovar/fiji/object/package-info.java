/**
 * The objects that a user collects on an image, and the steps between which undo and redo go. Immutable but for the history.
 *
 * <p>Entry: {@link org.samovar.fiji.object.History}.
 *
 * <p>May depend on: {@code convert}; core's {@code geometry}, {@code image}, {@code predict}; no window.
 *
 * <p>Tests: {@code src/test/java/org/samovar/fiji/object}.
 */
@NullMarked
package org.samovar.fiji.object;

import org.jspecify.annotations.NullMarked;
