package org.samovar.train;

import java.util.List;
import org.samovar.tensor.Precision;
import org.samovar.train.augment.Augmenter;
import org.samovar.train.loss.MaskLoss;

/**
 * Everything that decides how a run goes; read from a small JSON file with the same names by {@link ConfigFile}.
 *
 * @param name of the run
 * @param network which network starts from nothing; see {@link Networks}
 * @param seed of weights, data and prompts
 * @param precision of the products; weights and their averages stay float32
 * @param trainable beginnings of the keys of the weights that are trained; an empty text stands for all
 * @param data which images
 * @param optimiser how the weights move
 * @param loss how far masks are from what they should be
 * @param batch images per iteration
 * @param objects objects per image
 * @param minutes budget of the whole run
 * @param validateMinutes between two validations
 * @param saveMinutes between two saved states, which is what a kill can cost
 * @param patience validations without a better score after which the run stops early; 0 for never
 * @param stages one after the other
 */
public record TrainConfig(
        String name,
        String network,
        long seed,
        Precision precision,
        List<String> trainable,
        Data data,
        Optimiser optimiser,
        MaskLoss loss,
        int batch,
        int objects,
        double minutes,
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
        }
    }

    /**
     * AdamW with clipped gradients, and the average of the weights that is kept in the end.
     *
     * @param rate peak learning rate
     * @param warmUp iterations until the peak
     * @param lastFactor of the peak rate at the end of the cosine
     * @param beta1 decay of the mean of gradients
     * @param beta2 decay of the mean of squared gradients
     * @param decay of the weights
     * @param clip largest joint norm of the gradients
     * @param average decay of the weights' moving average
     */
    public record Optimiser(
            double rate,
            int warmUp,
            double lastFactor,
            double beta1,
            double beta2,
            double decay,
            double clip,
            double average) {}

    /**
     * A part of the run.
     *
     * @param until share of the budget at which it ends; the last one ends at 1
     * @param size side of the views in pixels
     * @param denseShare share of iterations whose prompts are drawn into the mask input
     * @param boxShare share of iterations that begin with a box; the others begin with a click
     * @param bothShare share of iterations whose first prompt is answered by one mask and by three, instead of by what suits it
     * @param fewestPrompts fewest prompts after each other
     * @param mostPrompts most prompts after each other
     * @param jitter of the sides of boxes, as a share of the box
     * @param views how views are cut out of images
     */
    public record Stage(
            double until,
            int size,
            double denseShare,
            double boxShare,
            double bothShare,
            int fewestPrompts,
            int mostPrompts,
            double jitter,
            Augmenter.Choice views) {}

    public TrainConfig {
        trainable = List.copyOf(trainable);
        stages = List.copyOf(stages);
    }

    /** The stage at a share of the budget. */
    public Stage stage(double progress) {
        return stages.stream()
                .filter(stage -> progress < stage.until)
                .findFirst()
                .orElse(stages.get(stages.size() - 1));
    }
}
