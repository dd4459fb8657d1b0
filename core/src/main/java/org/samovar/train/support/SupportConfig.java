package org.samovar.train.support;

import java.util.List;
import java.util.Optional;
import org.samovar.io.RecordJson;
import org.samovar.method.sam2sgp.Retrieval;
import org.samovar.method.sam2sgp.SgpConfig.PseudoMask;
import org.samovar.method.sam2sgp.SgpConfig.Refinement;
import org.samovar.method.sam2sgp.SgpConfig.SupportMasks;
import org.samovar.method.sam2sgp.SliceBank.Eviction;
import org.samovar.tensor.GraphMemory;
import org.samovar.tensor.Precision;
import org.samovar.train.Budget;
import org.samovar.train.Check;
import org.samovar.train.Optimiser;
import org.samovar.train.RunSettings;
import org.samovar.train.semantic.Augmentation;

/**
 * Everything that decides how SAM2-SGP is trained; read from a small JSON file with the same names by {@link SupportConfigFile}.
 *
 * @param name of the run
 * @param backbone the network that it builds on, by a name of the catalog
 * @param weights of the backbone: a name of the catalog, a file, or {@code random}; those of the backbone's name where empty
 * @param size side of the square input in pixels
 * @param parts of the network
 * @param episode what an iteration learns from
 * @param loss what is made small
 * @param epoch iterations after which the weights in the loss change
 * @param seed of weights, data and all that is drawn
 * @param precision of the products; weights and their averages stay float32
 * @param graph what is kept for the gradients; all of it where empty
 * @param data which images
 * @param augmentation how they are varied
 * @param optimiser how the weights move
 * @param budget how long
 */
public record SupportConfig(
        String name,
        String backbone,
        Optional<String> weights,
        int size,
        Parts parts,
        Episode episode,
        SupportLoss loss,
        int epoch,
        long seed,
        Precision precision,
        Optional<GraphMemory> graph,
        Data data,
        Augmentation augmentation,
        Optimiser optimiser,
        Budget budget) {
    /** What stands for weights that are drawn. */
    private static final String RANDOM = "random";

    /**
     * The parts of the network: see {@link org.samovar.method.sam2sgp.SgpConfig}.
     *
     * @param loraRank 0 for none
     */
    public record Parts(int loraRank, PseudoMask pseudoMask, Refinement refinement, SupportMasks supportMasks) {
        public Parts {
            Check.that(loraRank >= 0, "loraRank " + loraRank);
        }
    }

    /**
     * Images of some classes, each to be segmented beside the others.
     *
     * @param images how many; of volumes, how many volumes
     * @param slices how many slices of each volume follow each other; those after the first are seen beside those before them as well
     * @param classes most classes that are asked for on the same images
     * @param fewestNeighbours fewest images that one is seen beside
     * @param neighbours most images that one is seen beside
     * @param retrieval which ones
     * @param memory most slices before it that a slice is seen beside
     * @param eviction which of them make room
     * @param absentShare share of single images that need not show the classes
     */
    public record Episode(
            int images,
            int slices,
            int classes,
            int fewestNeighbours,
            int neighbours,
            Retrieval retrieval,
            int memory,
            Eviction eviction,
            double absentShare) {
        public Episode {
            Check.that(images >= 2, "images " + images + ", where each needs another as an example");
            Check.that(slices >= 1, "slices " + slices);
            Check.that(classes >= 1, "classes " + classes);
            Check.that(
                    1 <= fewestNeighbours && fewestNeighbours <= neighbours,
                    "between " + fewestNeighbours + " and " + neighbours + " neighbours");
            Check.that(memory >= 0, "memory " + memory);
            Check.share("absentShare", absentShare);
        }
    }

    /**
     * Which images are seen.
     *
     * @param sets names of the datasets; each is drawn in proportion to the square root of its number of images or volumes
     * @param heldOut most images or volumes of each that the weights are judged by
     * @param threads that prepare episodes
     */
    public record Data(List<String> sets, int heldOut, int threads) {
        public Data {
            sets = List.copyOf(sets);
            Check.that(!sets.isEmpty(), "there are no sets");
            Check.that(heldOut >= 0, "heldOut " + heldOut);
            Check.that(threads >= 1, "threads " + threads);
        }
    }

    public SupportConfig {
        Check.that(
                size >= 32 && size <= 2048 && size % 32 == 0,
                "size " + size + ", which is no multiple of 32 up to 2048");
        Check.that(epoch >= 1, "epoch " + epoch);
    }

    /** Where the weights of the backbone come from, a name or a file; empty where all weights are drawn. */
    public Optional<String> startingWeights() {
        return Optional.of(weights.orElse(backbone)).filter(source -> !source.equals(RANDOM));
    }

    /** What the loop needs to know. */
    public RunSettings run() {
        return new RunSettings(
                name,
                seed,
                precision,
                graph.orElse(GraphMemory.WHOLE),
                optimiser,
                budget,
                RecordJson.write(this).toString());
    }

    /** The same on one other dataset. */
    public SupportConfig on(String set) {
        return with(new Data(List.of(set), data.heldOut, data.threads), budget);
    }

    /** The same within another budget. */
    public SupportConfig within(Budget other) {
        return with(data, other);
    }

    private SupportConfig with(Data otherData, Budget otherBudget) {
        return new SupportConfig(
                name,
                backbone,
                weights,
                size,
                parts,
                episode,
                loss,
                epoch,
                seed,
                precision,
                graph,
                otherData,
                augmentation,
                optimiser,
                otherBudget);
    }
}
