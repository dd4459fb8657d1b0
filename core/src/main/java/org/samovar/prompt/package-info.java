/**
 * What a user says about an object: points, a box, a mask, scribbles.
 *
 * <p>Entry: {@link org.samovar.prompt.PromptSet}.
 *
 * <p>May depend on: {@code geometry}, {@code image}.
 *
 * <p>Tests: {@code src/test/java/org/samovar/prompt}.
 */
@NullMarked
package org.samovar.prompt;

import org.jspecify.annotations.NullMarked;
