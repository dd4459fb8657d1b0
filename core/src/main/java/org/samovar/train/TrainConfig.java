package org.samovar.train;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.samovar.io.RecordJson;
import org.samovar.tensor.GraphMemory;
import org.samovar.tensor.Precision;
import org.samovar.train.augment.Augmenter;
import org.samovar.train.augment.Look;
import org.samovar.train.loss.MaskLoss;
import org.samovar.train.prompts.SimulatedUser;

/**
 * Everything that decides how a run goes; read from a small JSON file with the same names by {@link ConfigFile}.
 *
 * @param name of the run
 * @param network which network starts from nothing; see {@link Networks}
 * @param weights to begin with: a name of the catalog or a file; random ones where empty
 * @param seed of weights, data and prompts
 * @param precision of the products; weights and their averages stay float32
 * @param graph what is kept for the gradients; all of it where empty
 * @param trainable beginnings of the keys of the weights that are trained; an empty text stands for all
 * @param data which images
 * @param optimiser how the weights move
 * @param loss how far masks are from what they should be
 * @param batch images per iteration
 * @param objects objects per image
 * @param minutes budget of the whole run, which ends when this or the next is used up
 * @param iterations budget of the whole run
 * @param validateMinutes between two validations
 * @param saveMinutes between two saved states, which is what a kill can cost
 * @param patience validations without a better score after which the run stops early; 0 for never
 * @param stages one after the other
 */
public record TrainConfig(
        String name,
        String network,
        Optional<String> weights,
        long seed,
        Precision precision,
        Optional<GraphMemory> graph,
        List<String> trainable,
        Data data,
        Optimiser optimiser,
        MaskLoss loss,
        int batch,
        int objects,
        double minutes,
        long iterations,
        double validateMinutes,
        double saveMinutes,
        int patience,
        List<Stage> stages) {

    /**
     * Which images are seen.
     *
     * @param sets names of the datasets; each is drawn in proportion to the square root of its number of images
     * @param syntheticShare share of images that are drawn by the computer
     * @param threads that prepare batches
     * @param slices most slices that are taken of one volume, evenly spaced
     */
    public record Data(List<String> sets, double syntheticShare, int threads, int slices) {
        public Data {
            sets = List.copyOf(sets);
            Check.share("syntheticShare", syntheticShare);
            Check.that(!sets.isEmpty() || syntheticShare == 1, "without sets the syntheticShare must be 1");
            Check.that(threads >= 1, "threads " + threads);
            Check.that(slices >= 1, "slices " + slices);
        }
    }

    /**
     * A part of the run.
     *
     * @param until share of the budget at which it ends; the last one ends at 1
     * @param sizes sides of the views in pixels, multiples of 32; each iteration draws one
     * @param denseShare share of iterations whose prompts are drawn into the mask input
     * @param boxShare share of iterations that begin with a box; the others begin with a click
     * @param bothShare share of iterations whose first prompt is answered by one mask and by three, instead of by what suits it
     * @param fewestPrompts fewest prompts after each other
     * @param mostPrompts most prompts after each other
     * @param maskShare share of corrections that see the logits of the earlier mask
     * @param strayShare share of iterations in which prompts that suit no object teach the network to doubt ({@code StrayPrompts})
     * @param user habits of the simulated user
     * @param jitter of the sides of boxes, as a share of the box
     * @param views how views are cut out of images
     * @param clips what is learned from several frames
     */
    public record Stage(
            double until,
            List<Integer> sizes,
            double denseShare,
            double boxShare,
            double bothShare,
            int fewestPrompts,
            int mostPrompts,
            double maskShare,
            double strayShare,
            SimulatedUser.Style user,
            double jitter,
            Augmenter.Choice views,
            Clips clips) {
        public Stage {
            sizes = List.copyOf(sizes);
            Check.that(!sizes.isEmpty(), "a stage needs at least one size");
            sizes.forEach(size -> Check.that(size >= 32 && size <= 2048 && size % 32 == 0, "size " + size));
            Check.share("denseShare", denseShare);
            Check.share("boxShare", boxShare);
            Check.share("bothShare", bothShare);
            Check.share("maskShare", maskShare);
            Check.share("strayShare", strayShare);
            Check.share("until", until);
            Check.share("jitter", jitter);
            Check.that(
                    1 <= fewestPrompts && fewestPrompts <= mostPrompts,
                    "between " + fewestPrompts + " and " + mostPrompts + " prompts");
        }
    }

    /**
     * Training through frames, for networks with a memory. The prompt on the first frame is of the kind that {@code denseShare}, {@code
     * user} and {@code jitter} of the stage say.
     *
     * @param share of iterations that learn from clips instead of images
     * @param frames of a clip, the prompted one included
     * @param heapShare share of clips whose frames are unordered images with objects of one class
     * @param hintShare share of the other clips whose frames are told the box of what was found on the frame before
     * @param correctShare share of frames on which the user corrects what was found with a click, and which count as prompted then
     * @param bank what is remembered; {@link Bank#FIFO} where empty
     * @param interaction more prompts than one and these corrections, and other corrections; none where empty
     * @param look how frames are seen; {@link Look#FOLLOWING} where empty
     */
    public record Clips(
            double share,
            int frames,
            double heapShare,
            double hintShare,
            double correctShare,
            Optional<Bank> bank,
            Optional<Interaction> interaction,
            Optional<Look> look) {
        public Clips {
            Check.share("share", share);
            Check.that(frames >= 2, "frames " + frames);
            Check.share("heapShare", heapShare);
            Check.share("hintShare", hintShare);
            Check.share("correctShare", correctShare);
            Check.that(interaction.isEmpty() || correctShare == 0, "interaction takes the place of a correctShare");
        }

        /** With the bank of SAM 2, one prompt, and views that follow objects. */
        public Clips(double share, int frames, double heapShare, double hintShare, double correctShare) {
            this(
                    share,
                    frames,
                    heapShare,
                    hintShare,
                    correctShare,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /**
     * What the user does in the training of MedSAM-2: half of the clips are prompted by masks, and of the others every second frame by a box.
     *
     * @param corrected most frames, the first among them, on which clicks correct what was found, where clips do not begin with masks
     * @param clicks after each other on each of those
     * @param sliceShare share of the other frames of a continuous clip that are prompted as well
     * @param imageShare the same of heaps
     */
    public record Interaction(int corrected, int clicks, double sliceShare, double imageShare) {
        public Interaction {
            Check.that(corrected >= 0, "corrected " + corrected);
            Check.that(clicks >= 1, "clicks " + clicks);
            Check.share("sliceShare", sliceShare);
            Check.share("imageShare", imageShare);
        }
    }

    public TrainConfig {
        trainable = List.copyOf(trainable);
        stages = List.copyOf(stages);
        Check.that(batch >= 1, "batch " + batch);
        Check.that(objects >= 1, "objects " + objects);
        new Budget(minutes, iterations, validateMinutes, saveMinutes, patience);
        Check.that(!stages.isEmpty(), "there are no stages");
    }

    /** The same with another budget. */
    public TrainConfig within(Budget other) {
        return with(data, other);
    }

    /** The same for other datasets. */
    public TrainConfig on(List<String> sets) {
        return with(new Data(sets, data.syntheticShare, data.threads, data.slices), budget());
    }

    private TrainConfig with(Data otherData, Budget budget) {
        return new TrainConfig(
                name,
                network,
                weights,
                seed,
                precision,
                graph,
                trainable,
                otherData,
                optimiser,
                loss,
                batch,
                objects,
                budget.minutes(),
                budget.iterations(),
                budget.validateMinutes(),
                budget.saveMinutes(),
                budget.patience(),
                stages);
    }

    private Budget budget() {
        return new Budget(minutes, iterations, validateMinutes, saveMinutes, patience);
    }

    /** Whether any stage learns from clips. */
    public boolean learnsFromClips() {
        return stages.stream().anyMatch(stage -> stage.clips().share() > 0);
    }

    /** What the loop needs to know. */
    public RunSettings run() {
        return run(RecordJson.write(this));
    }

    /** The same for a config that has this one as a part. */
    RunSettings run(JsonObject whole) {
        return new RunSettings(
                name, seed, precision, graph.orElse(GraphMemory.WHOLE), optimiser, budget(), whole.toString());
    }

    /** The share of the budget that is used, 0 to 1. */
    public double share(double secondsUsed, long iterationsDone) {
        return budget().share(secondsUsed, iterationsDone);
    }

    /** The stage at a share of the budget. */
    public Stage stage(double progress) {
        return stages.stream()
                .filter(stage -> progress < stage.until)
                .findFirst()
                .orElse(stages.get(stages.size() - 1));
    }
}
