package org.samovar.train;

import org.samovar.tensor.GraphMemory;
import org.samovar.tensor.Precision;

/**
 * What the loop of a run needs to know.
 *
 * @param name of the run
 * @param seed of everything that is drawn
 * @param precision of the products; weights and their averages stay float32
 * @param graph what is kept for the gradients
 * @param optimiser how the weights move
 * @param budget how long
 * @param config all that was decided, these and the rest, as JSON: what tells whether a saved state is of the same run
 */
public record RunSettings(
        String name,
        long seed,
        Precision precision,
        GraphMemory graph,
        Optimiser optimiser,
        Budget budget,
        String config) {}
