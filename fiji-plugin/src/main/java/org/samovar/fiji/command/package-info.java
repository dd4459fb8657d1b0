/**
 * The commands, declared once for SciJava; plain ImageJ runs the same classes.
 *
 * <p>Entry: {@link org.samovar.fiji.command.SamovarCommand}.
 *
 * <p>May depend on: {@code job}, {@code scijava}, {@code ij}.
 *
 * <p>Tests: {@code src/test/java/org/samovar/fiji/command}.
 */
@NullMarked
package org.samovar.fiji.command;

import org.jspecify.annotations.NullMarked;
