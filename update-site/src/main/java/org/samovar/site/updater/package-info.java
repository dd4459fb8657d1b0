/**
 * The update site of ImageJ's updater: a folder with every file under its name and time, and an index of them. Entry class:
 * {@link UpdateSite}. Uses {@code bom}. Tests: {@code src/test/java/org/samovar/site/updater}, which read a site with a reader
 * of their own, as the updater does.
 */
@NullMarked
package org.samovar.site.updater;

import org.jspecify.annotations.NullMarked;
