/**
 * How long the main steps take: {@link org.samovar.benchmarks.PredictorBenchmark} and {@link
 * org.samovar.benchmarks.PropagationBenchmark}, run beside the official packages by {@code
 * benchmarks/run}. May depend on everything in core.
 */
@NullMarked
package org.samovar.benchmarks;

import org.jspecify.annotations.NullMarked;
