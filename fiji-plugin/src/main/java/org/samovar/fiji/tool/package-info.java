/**
 * The tool of the toolbar: prompts by mouse and keys, answers while the user looks on.
 *
 * <p>Entry: {@link org.samovar.fiji.tool.SamovarTool}; what happens to the prompts is in {@link org.samovar.fiji.tool.Annotator}.
 *
 * <p>May depend on: {@code object}, {@code job}, {@code convert}, {@code model}, {@code ij}.
 *
 * <p>Tests: {@code src/test/java/org/samovar/fiji/tool}, and those of {@code installed} on a display.
 */
@NullMarked
package org.samovar.fiji.tool;

import org.jspecify.annotations.NullMarked;
