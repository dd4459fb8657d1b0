/**
 * What ImageJ asks of a model, the one thread that it runs on, and how the catalog's models answer.
 *
 * <p>Entry: {@link org.samovar.fiji.model.ModelHost}.
 *
 * <p>May depend on: core's {@code catalog}, {@code predict} and what they hand out; no ImageJ.
 *
 * <p>Tests: {@code src/test/java/org/samovar/fiji/model}.
 */
@NullMarked
package org.samovar.fiji.model;

import org.jspecify.annotations.NullMarked;
