/**
 * Adaptation of a network whose own weights stay as they are: what is added, and where.
 *
 * <p>A network asks its {@link org.samovar.nn.adapt.Additions} at each {@link org.samovar.nn.adapt.Place} whether a method adds an
 * {@link org.samovar.nn.adapt.Insert} there. The additions own the inserts, so that the keys of the network itself stay those of its published files.
 *
 * <p>May depend on {@code nn} and what is above it. Tests: {@code src/test/java/org/samovar/nn/adapt}.
 */
@NullMarked
package org.samovar.nn.adapt;

import org.jspecify.annotations.NullMarked;
