/**
 * Segmentation without prompts: what a file of weights says of its system, and the system on whole images and volumes.
 *
 * <p>{@link org.samovar.predict.semantic.SemanticSpec} describes a system, {@link org.samovar.predict.semantic.SemanticNetworks} builds it.
 *
 * <p>May depend on {@code predict}, {@code method} and what is above them. Tests: {@code src/test/java/org/samovar/predict/semantic}.
 */
@NullMarked
package org.samovar.predict.semantic;

import org.jspecify.annotations.NullMarked;
