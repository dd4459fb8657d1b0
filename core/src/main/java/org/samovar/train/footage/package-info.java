/**
 * What clips are cut from: frames on which an object can be followed.
 *
 * <p>Entry class: {@link org.samovar.train.footage.Footage}. May depend on {@code geometry}, {@code image}, {@code train.data}, {@code
 * train.augment} and {@code train.synthetic}. Tests: {@code core/src/test/java/org/samovar/train/footage}.
 */
@NullMarked
package org.samovar.train.footage;

import org.jspecify.annotations.NullMarked;
