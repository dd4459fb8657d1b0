/**
 * Images and ROIs of ImageJ to pixels and prompts of core, and masks and labels back.
 *
 * <p>Entry: {@link org.samovar.fiji.convert.PromptRois}.
 *
 * <p>May depend on: {@code ij}; core's {@code geometry}, {@code image}, {@code prompt}.
 *
 * <p>Tests: {@code src/test/java/org/samovar/fiji/convert}.
 */
@NullMarked
package org.samovar.fiji.convert;

import org.jspecify.annotations.NullMarked;
