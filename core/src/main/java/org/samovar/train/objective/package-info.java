/**
 * What each prompt-free system learns by: its own network's outputs held against the labels of patches.
 *
 * <p>Entry class: {@link org.samovar.train.objective.Objectives}. May depend on {@code method}, {@code train.loss} and what is above
 * them. Tests: {@code core/src/test/java/org/samovar/train/objective}.
 */
@NullMarked
package org.samovar.train.objective;

import org.jspecify.annotations.NullMarked;
