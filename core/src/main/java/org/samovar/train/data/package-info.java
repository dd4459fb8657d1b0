/**
 * Folders of images with labels, and the objects in them.
 *
 * <p>Entry class: {@link org.samovar.train.data.Dataset}. May depend on {@code geometry}, {@code image} and {@code image.io}. Tests:
 * {@code core/src/test/java/org/samovar/train/data}.
 */
@NullMarked
package org.samovar.train.data;

import org.jspecify.annotations.NullMarked;
