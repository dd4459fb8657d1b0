/**
 * What {@code ./dev update-site} and {@code ./dev release} run once all is built. Entry class: {@link Tool}. Uses all other
 * packages of this module.
 */
@NullMarked
package org.samovar.site.tool;

import org.jspecify.annotations.NullMarked;
