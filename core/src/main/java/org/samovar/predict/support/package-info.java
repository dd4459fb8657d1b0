/**
 * Images and volumes segmented by a support set instead of prompts: SAM2-SGP as users have it.
 *
 * <p>Entry: {@link org.samovar.predict.support.SupportSession}; {@link org.samovar.predict.support.SupportSpec} is what a file of weights says of its
 * network. May depend on {@code predict}, {@code method} and what is above them. Tests: {@code src/test/java/org/samovar/predict/support}.
 */
@NullMarked
package org.samovar.predict.support;

import org.jspecify.annotations.NullMarked;
