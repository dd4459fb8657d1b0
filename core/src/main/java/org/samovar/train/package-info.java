/**
 * Training: data, augmentation, synthetic images, simulated prompts, losses, schedules and the loop.
 *
 * <p>Entry class: {@link org.samovar.train.Trainer}. May depend on everything above it down to {@code predict}. Tests:
 * {@code core/src/test/java/org/samovar/train}.
 */
@NullMarked
package org.samovar.train;

import org.jspecify.annotations.NullMarked;
