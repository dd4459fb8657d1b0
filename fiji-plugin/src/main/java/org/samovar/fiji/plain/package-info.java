/**
 * Runs the commands where there is no SciJava: menu, dialog, recorder and macro options of ImageJ 1.
 *
 * <p>Entry: {@link org.samovar.fiji.plain.PlainCommand}.
 *
 * <p>May depend on: {@code command}, {@code ij}.
 *
 * <p>Tests: {@code src/test/java/org/samovar/fiji/plain}.
 */
@NullMarked
package org.samovar.fiji.plain;

import org.jspecify.annotations.NullMarked;
