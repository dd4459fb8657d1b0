/**
 * How good a network is with support sets of different sizes: the support-set ablation of SAM2-SGP.
 *
 * <p>Entry: {@link org.samovar.evaluate.support.SupportEvaluation}; {@link org.samovar.evaluate.support.SupportClasses} is one support set as
 * something that finds classes. May depend on {@code evaluate.semantic}, {@code train}, {@code predict.support} and what is above them. Tests:
 * {@code src/test/java/org/samovar/evaluate/support}.
 */
@NullMarked
package org.samovar.evaluate.support;

import org.jspecify.annotations.NullMarked;
