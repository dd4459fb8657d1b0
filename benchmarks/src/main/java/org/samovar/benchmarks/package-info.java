/**
 * How long the main steps take: {@link org.samovar.benchmarks.PredictorBenchmark}, run beside the official packages by {@code
 * benchmarks/run}. May depend on everything in core.
 */
@NullMarked
package org.samovar.benchmarks;

import org.jspecify.annotations.NullMarked;
