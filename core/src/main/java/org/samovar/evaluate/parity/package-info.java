/**
 * Networks against golden outputs of their published implementations.
 *
 * <p>Entry: {@link org.samovar.evaluate.parity.ParityCase#read} reads a case, {@link org.samovar.evaluate.parity.ImageParity} and {@link
 * org.samovar.evaluate.parity.VideoParity} run a network through it.
 *
 * <p>May depend on {@code predict} and what is above it. Tests: the parity tests of each family.
 */
@NullMarked
package org.samovar.evaluate.parity;

import org.jspecify.annotations.NullMarked;
