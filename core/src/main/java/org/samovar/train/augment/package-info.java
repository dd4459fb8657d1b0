/**
 * From images to training samples: views about objects, random geometry and intensities.
 *
 * <p>Entry class: {@link org.samovar.train.augment.Augmenter}. May depend on {@code geometry}, {@code image} and {@code train.data}.
 * Tests: {@code core/src/test/java/org/samovar/train/augment}.
 */
@NullMarked
package org.samovar.train.augment;

import org.jspecify.annotations.NullMarked;
