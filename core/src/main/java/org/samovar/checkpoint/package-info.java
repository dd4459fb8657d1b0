/**
 * Files of weights: reading, writing, and finding out what they are weights of.
 *
 * <p>Entry class: {@link org.samovar.checkpoint.Checkpoints}. May depend on {@code geometry} and {@code tensor}. Tests:
 * {@code core/src/test/java/org/samovar/checkpoint}.
 */
@NullMarked
package org.samovar.checkpoint;

import org.jspecify.annotations.NullMarked;
