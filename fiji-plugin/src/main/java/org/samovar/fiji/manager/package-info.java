/**
 * The window in which people look after their models.
 *
 * <p>Entry: {@link org.samovar.fiji.manager.ModelsWindow}.
 *
 * <p>May depend on: {@code job}, {@code model}, {@code ij}. Used by {@code command}.
 *
 * <p>Tests: {@code src/test/java/org/samovar/fiji/installed/ModelsIT}.
 */
@NullMarked
package org.samovar.fiji.manager;

import org.jspecify.annotations.NullMarked;
