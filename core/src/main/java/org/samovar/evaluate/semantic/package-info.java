/**
 * How good systems are that give each pixel or voxel a class.
 *
 * <p>{@link org.samovar.evaluate.semantic.SemanticEvaluation} is the entry; what it measures is a
 * {@link org.samovar.evaluate.semantic.ClassSegmenter}.
 *
 * <p>May depend on {@code train.data} and what is above it. Tests: {@code src/test/java/org/samovar/evaluate/semantic}.
 */
@NullMarked
package org.samovar.evaluate.semantic;

import org.jspecify.annotations.NullMarked;
