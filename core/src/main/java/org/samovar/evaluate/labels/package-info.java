/**
 * Labels that were found against labels that are true, whoever found them.
 *
 * <p>Entry: {@link org.samovar.evaluate.labels.LabelPair}, {@link org.samovar.evaluate.labels.ObjectComparison}, {@link
 * org.samovar.evaluate.labels.ClassComparison}.
 *
 * <p>May depend on: {@code metric}, {@code predict}'s progress, {@code evaluate.semantic} and what is above them.
 *
 * <p>Tests: {@code src/test/java/org/samovar/evaluate/labels}.
 */
@NullMarked
package org.samovar.evaluate.labels;

import org.jspecify.annotations.NullMarked;
