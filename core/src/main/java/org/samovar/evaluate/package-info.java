/**
 * Protocols that compare models on labelled folders: simulated prompts, scores per image with intervals, classical baselines on the
 * same prompts.
 *
 * <p>Entry: {@link org.samovar.evaluate.Evaluation}. A {@link org.samovar.evaluate.Segmenter} is what answers, a network or a
 * {@link org.samovar.evaluate.Baseline}. May depend on {@code train.data}, {@code predict}, {@code metric} and what is above them.
 * Tests: {@code EvaluationTest}, {@code BaselineTest}.
 */
@NullMarked
package org.samovar.evaluate;

import org.jspecify.annotations.NullMarked;
