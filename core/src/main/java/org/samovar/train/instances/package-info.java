/**
 * Training of decoders that find all objects of an image without a prompt.
 *
 * <p>Tests: {@code src/test/java/org/samovar/train/instances}.
 */
@NullMarked
package org.samovar.train.instances;

import org.jspecify.annotations.NullMarked;
