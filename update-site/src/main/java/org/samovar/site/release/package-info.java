/**
 * The files of a release, the same bytes whenever and wherever they are made. Entry class: {@link Release}. Uses
 * {@code bom}. Tests: {@code src/test/java/org/samovar/site/release}.
 */
@NullMarked
package org.samovar.site.release;

import org.jspecify.annotations.NullMarked;
