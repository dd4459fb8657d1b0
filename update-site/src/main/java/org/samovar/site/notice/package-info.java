/**
 * Whose work is shipped and on which terms. Entry class: {@link Notices}. Uses {@code bom}. Tests:
 * {@code src/test/java/org/samovar/site/notice}.
 */
@NullMarked
package org.samovar.site.notice;

import org.jspecify.annotations.NullMarked;
