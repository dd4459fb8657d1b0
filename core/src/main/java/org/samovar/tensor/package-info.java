/** Tensors. */
@NullMarked
package org.samovar.tensor;

import org.jspecify.annotations.NullMarked;
