/**
 * What the commands do, once their options are known.
 *
 * <p>Entry: {@link org.samovar.fiji.job.PromptJob}.
 *
 * <p>May depend on: {@code model}, {@code convert}, {@code ij}.
 *
 * <p>Tests: {@code src/test/java/org/samovar/fiji/job}.
 */
@NullMarked
package org.samovar.fiji.job;

import org.jspecify.annotations.NullMarked;
