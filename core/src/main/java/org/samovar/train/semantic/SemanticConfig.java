package org.samovar.train.semantic;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.samovar.io.RecordJson;
import org.samovar.method.Framing;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.predict.semantic.SemanticSpec;
import org.samovar.tensor.GraphMemory;
import org.samovar.tensor.Precision;
import org.samovar.train.Budget;
import org.samovar.train.Check;
import org.samovar.train.Optimiser;
import org.samovar.train.RunSettings;

/**
 * Everything that decides how a prompt-free system is trained; read from a small JSON file with the same names by
 * {@link SemanticConfigFile}.
 *
 * @param name of the run
 * @param system which one, as {@link SemanticSpec} names it
 * @param backbone the network that it builds on, as {@link SemanticSpec} names it; empty for a system without
 * @param weights of the backbone: a name of the catalog, a file, or {@code random}; those of the backbone's name where empty
 * @param patch what the system sees at a time
 * @param framing how patches are cut out of cases
 * @param intensities what the values of its input are
 * @param options of the system
 * @param frozen beginnings of the keys of the weights that stay as they are
 * @param seed of weights, data and all that is drawn
 * @param precision of the products; weights and their averages stay float32
 * @param graph what is kept for the gradients; all of it where empty
 * @param data which cases
 * @param augmentation how patches are varied
 * @param optimiser how the weights move
 * @param batch patches per iteration
 * @param budget how long
 */
public record SemanticConfig(
        String name,
        String system,
        Optional<String> backbone,
        Optional<String> weights,
        PatchShape patch,
        Framing framing,
        Intensities intensities,
        JsonObject options,
        List<String> frozen,
        long seed,
        Precision precision,
        Optional<GraphMemory> graph,
        Data data,
        Augmentation augmentation,
        Optimiser optimiser,
        int batch,
        Budget budget) {
    /** What stands for weights that are drawn. */
    private static final String RANDOM = "random";

    /**
     * Which cases are seen.
     *
     * @param set name of the dataset
     * @param foreground share of patches that are drawn about a voxel of a class (nnU-Net: 0.33); the others lie anywhere
     * @param heldOut most cases that the weights are judged by
     * @param threads that prepare batches
     * @param classes how many the dataset has, without the background, for trying the config where the dataset is not at hand
     */
    public record Data(String set, double foreground, int heldOut, int threads, Optional<Integer> classes) {
        public Data {
            Check.share("foreground", foreground);
            Check.that(heldOut >= 0, "heldOut " + heldOut);
            Check.that(threads >= 1, "threads " + threads);
            classes.ifPresent(count -> Check.that(count >= 1, "classes " + count));
        }
    }

    public SemanticConfig {
        options = options.deepCopy();
        frozen = List.copyOf(frozen);
        Check.that(batch >= 1, "batch " + batch);
        Check.that(!frozen.contains(""), "everything is frozen");
        Check.that(
                !patch.isFlat() || framing == Framing.WHOLE_SLICES, "a patch of one slice is framed by WHOLE_SLICES");
    }

    @Override
    public JsonObject options() {
        return options.deepCopy();
    }

    /** The same with another budget. */
    public SemanticConfig within(Budget other) {
        return with(data, other);
    }

    /** The same for another dataset. */
    public SemanticConfig on(String set) {
        return with(new Data(set, data.foreground, data.heldOut, data.threads, Optional.empty()), budget);
    }

    private SemanticConfig with(Data otherData, Budget otherBudget) {
        return new SemanticConfig(
                name,
                system,
                backbone,
                weights,
                patch,
                framing,
                intensities,
                options,
                frozen,
                seed,
                precision,
                graph,
                otherData,
                augmentation,
                optimiser,
                batch,
                otherBudget);
    }

    /** Where the weights of the backbone come from, a name or a file; empty where all weights are drawn. */
    public Optional<String> startingWeights() {
        return weights.or(() -> backbone).filter(source -> !source.equals(RANDOM));
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

    /** The system for classes, the background not among them. */
    SemanticSpec spec(List<String> classes) {
        return new SemanticSpec(system, backbone, patch, framing, intensities, classes, options);
    }
}
