/**
 * The person in front of the screen, simulated.
 *
 * <p>Entry class: {@link org.samovar.train.prompts.SimulatedUser}. May depend on {@code geometry}, {@code image} and {@code prompt}.
 * Tests: {@code core/src/test/java/org/samovar/train/prompts}.
 */
@NullMarked
package org.samovar.train.prompts;

import org.jspecify.annotations.NullMarked;
