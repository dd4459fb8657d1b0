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
 */
public record RunSettings(
        String name, long seed, Precision precision, GraphMemory graph, Optimiser optimiser, Budget budget) {}
