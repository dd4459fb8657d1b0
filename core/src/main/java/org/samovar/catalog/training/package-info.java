/**
 * From a training config of any kind to a run: the starting weights, the data and the loop, and what comes out of it, ready to be used.
 *
 * <p>Entry: {@link org.samovar.catalog.training.TrainingPlan}.
 *
 * <p>May depend on all packages but {@code cli}. Tests: {@code src/test/java/org/samovar/catalog/training} and {@code TrainVerbTest}.
 */
@NullMarked
package org.samovar.catalog.training;

import org.jspecify.annotations.NullMarked;
