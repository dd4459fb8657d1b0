/**
 * Folders of images with labels, and the objects in them.
 *
 * <p>Entry class: {@link org.samovar.train.data.Dataset}. {@link org.samovar.train.data.Description} describes folders that nobody described. May depend on
 * {@code geometry}, {@code io}, {@code image}, {@code image.io} and the listener of {@code predict}. Tests:
 * {@code core/src/test/java/org/samovar/train/data}.
 */
@NullMarked
package org.samovar.train.data;

import org.jspecify.annotations.NullMarked;
