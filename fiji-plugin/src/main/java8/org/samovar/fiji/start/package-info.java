/**
 * Where plain ImageJ comes in, on any Java since 8; everything else needs Java 17.
 *
 * <p>Entry: {@link org.samovar.fiji.start.Start}, named by each line of {@code plugins.config}.
 *
 * <p>May depend on: {@code ij} alone; what it starts it knows by name.
 *
 * <p>Tests: {@code src/test/java/org/samovar/fiji/start}.
 */
@NullMarked
package org.samovar.fiji.start;

import org.jspecify.annotations.NullMarked;
