/**
 * Several systems on one dataset: one table and pictures, from the same scores of the same items.
 *
 * <p>May depend on {@code evaluate} and what is above it. Tests: {@code src/test/java/org/samovar/evaluate/compare}.
 */
@NullMarked
package org.samovar.evaluate.compare;

import org.jspecify.annotations.NullMarked;
