/**
 * For programs in any language of ImageJ: Java, Groovy, Jython and macros.
 *
 * <p>Entry: {@link org.samovar.fiji.script.Samovar}.
 *
 * <p>May depend on: {@code job}, {@code convert}, {@code model}, {@code scijava}, {@code imglib2}, {@code ij}.
 *
 * <p>Tests: {@code src/test/java/org/samovar/fiji/script}.
 */
@NullMarked
package org.samovar.fiji.script;

import org.jspecify.annotations.NullMarked;
