/**
 * NumPy's files: {@code .npy} arrays and {@code .npz} archives of them, read from strangers without trust.
 *
 * <p>Entry: {@link org.samovar.io.npy.NpyArray#read} and {@link org.samovar.io.npy.Npz#read}.
 *
 * <p>May depend on: {@code geometry} (for its error).
 *
 * <p>Tests: {@code src/test/java/org/samovar/io/npy}.
 */
@NullMarked
package org.samovar.io.npy;

import org.jspecify.annotations.NullMarked;
