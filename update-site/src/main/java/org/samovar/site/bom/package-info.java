/**
 * What is known of each jar: the bill of materials that Maven's plugin of CycloneDX writes. Entry class: {@link Bom}. Uses
 * nothing else of this module. Its tests are those of the packages that use it.
 */
@NullMarked
package org.samovar.site.bom;

import org.jspecify.annotations.NullMarked;
