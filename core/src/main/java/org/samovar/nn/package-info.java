/**
 * Building blocks of networks: layers with named parameters, and the weights that fill them.
 *
 * <p>{@link org.samovar.nn.Layer} is the base of all; a child is registered under the key that its weights have in checkpoint files,
 * so the names in the code are the names in the file. {@link org.samovar.nn.Weights} fills a network and owns its tensors,
 * {@link org.samovar.nn.StoredWeights} carries them between files and networks.
 *
 * <p>May depend on {@code tensor}, {@code checkpoint} and what is above them. Tests: {@code src/test/java/org/samovar/nn}.
 */
@NullMarked
package org.samovar.nn;

import org.jspecify.annotations.NullMarked;
