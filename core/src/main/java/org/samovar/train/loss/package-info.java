/**
 * What training makes small.
 *
 * <p>Entry classes: {@link org.samovar.train.loss.MaskLoss} for prompted networks, {@link org.samovar.train.loss.SegmentationLoss} for prompt-free ones. May depend on {@code tensor}. Tests:
 * {@code core/src/test/java/org/samovar/train/loss}.
 */
@NullMarked
package org.samovar.train.loss;

import org.jspecify.annotations.NullMarked;
