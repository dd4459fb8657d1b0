/**
 * Images of random objects with known outlines.
 *
 * <p>Entry class: {@link org.samovar.train.synthetic.SyntheticImages}. May depend on {@code image}, {@code train.data} and
 * {@code train.augment}. Tests: {@code core/src/test/java/org/samovar/train/synthetic}.
 */
@NullMarked
package org.samovar.train.synthetic;

import org.jspecify.annotations.NullMarked;
