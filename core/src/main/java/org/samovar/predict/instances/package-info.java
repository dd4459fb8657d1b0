/**
 * All objects of an image without a prompt, by a decoder that finds foreground and distances (MedicoSAM, micro-sam).
 *
 * <p>Entry: {@link org.samovar.predict.instances.InstanceSegmenter}.
 *
 * <p>May depend on {@code predict}, {@code method} and what is above them. Tests: {@code src/test/java/org/samovar/predict/instances}.
 */
@NullMarked
package org.samovar.predict.instances;

import org.jspecify.annotations.NullMarked;
