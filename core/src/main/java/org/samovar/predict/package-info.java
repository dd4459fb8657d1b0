/**
 * Networks on images of users: prompted sessions with zoom and corrections, and masks of everything.
 *
 * <p>Entry: {@link org.samovar.predict.ImageSession}, {@link org.samovar.predict.Everything}; {@link
 * org.samovar.predict.ImageFraming} brings images, prompts and logits between a user's image and a network.
 *
 * <p>May depend on {@code model} and what is above it, never on one family or method. Tests: {@code
 * src/test/java/org/samovar/predict}.
 */
@NullMarked
package org.samovar.predict;

import org.jspecify.annotations.NullMarked;
