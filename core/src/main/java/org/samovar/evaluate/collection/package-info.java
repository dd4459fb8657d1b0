/**
 * How well an object that was shown on one image, or a few, is found on a heap of others: the one-prompt task of MedSAM-2 (Zhu et al. 2024)
 * and the ablation of its memory bank.
 *
 * <p>Entry: {@link org.samovar.evaluate.collection.CollectionEvaluation}, {@link org.samovar.evaluate.collection.Ablation}. May depend on
 * {@code evaluate} and what that may depend on. Tests: {@code src/test/java/org/samovar/evaluate/collection}.
 */
@NullMarked
package org.samovar.evaluate.collection;

import org.jspecify.annotations.NullMarked;
