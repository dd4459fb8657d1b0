/**
 * Learning from sets: which of the masks that a network found stands for which of those that are there (MaskFormer, Cheng et al. 2021; DETR,
 * Carion et al. 2020), and how far they are apart.
 *
 * <p>Entry classes: {@link org.samovar.train.matching.SliceTargets}, {@link org.samovar.train.matching.Matcher} and
 * {@link org.samovar.train.matching.MatchedLosses}. Axis letters: S slices, N queries, G targets of a slice, L points of a mask, M matched
 * pairs, H W space.
 *
 * <p>May depend on {@code method.masksam} and what is above it. Tests: {@code core/src/test/java/org/samovar/train/matching}.
 */
@NullMarked
package org.samovar.train.matching;

import org.jspecify.annotations.NullMarked;
