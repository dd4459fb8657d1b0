/**
 * Networks on images and volumes of users: prompted sessions with zoom and corrections, objects followed through slices, and masks of
 * everything.
 *
 * <p>Entry: {@link org.samovar.predict.ImageSession}, {@link org.samovar.predict.VolumeSession}, {@link
 * org.samovar.predict.Everything}; {@link org.samovar.predict.ImageFraming} brings images, prompts and logits between a user's image and a network.
 *
 * <p>May depend on {@code memory} and what is above it, never on a method; of the families only SAM 2 is known, for its memory. Tests: {@code
 * src/test/java/org/samovar/predict}.
 */
@NullMarked
package org.samovar.predict;

import org.jspecify.annotations.NullMarked;
