/**
 * What training makes small.
 *
 * <p>Entry class: {@link org.samovar.train.loss.MaskLoss}. May depend on {@code tensor}. Tests:
 * {@code core/src/test/java/org/samovar/train/loss}.
 */
@NullMarked
package org.samovar.train.loss;

import org.jspecify.annotations.NullMarked;
