/**
 * Networks on images of users: frames an image for a network and brings prompts and masks between the two.
 *
 * <p>Entry: {@link org.samovar.predict.ImageFraming}.
 *
 * <p>May depend on {@code model} and what is above it, never on one family or method. Tests: {@code
 * src/test/java/org/samovar/predict}.
 */
@NullMarked
package org.samovar.predict;

import org.jspecify.annotations.NullMarked;
