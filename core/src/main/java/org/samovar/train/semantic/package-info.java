/**
 * Training of prompt-free systems: patches of volumes and images with the class of each voxel.
 *
 * <p>Entry class: {@link org.samovar.train.semantic.SemanticTask}. May depend on {@code train}, {@code train.data}, {@code train.objective},
 * {@code predict.semantic} and what is above them. Tests: {@code core/src/test/java/org/samovar/train/semantic}.
 */
@NullMarked
package org.samovar.train.semantic;

import org.jspecify.annotations.NullMarked;
