/**
 * Learning rates over time.
 *
 * <p>Entry class: {@link org.samovar.train.schedule.Schedule}. Depends on nothing. Tests:
 * {@code core/src/test/java/org/samovar/train/schedule}.
 */
@NullMarked
package org.samovar.train.schedule;

import org.jspecify.annotations.NullMarked;
