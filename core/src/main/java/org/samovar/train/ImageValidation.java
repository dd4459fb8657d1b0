package org.samovar.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.geometry.ImagePoint;
import org.samovar.image.DistanceTransform;
import org.samovar.image.Mask;
import org.samovar.model.ImageFeatures;
import org.samovar.model.MaskOutput;
import org.samovar.model.MaskPrediction;
import org.samovar.model.PromptableNetwork;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensors;
import org.samovar.train.augment.Augmenter;
import org.samovar.train.augment.TrainingImage;
import org.samovar.train.augment.TrainingSample;
import org.samovar.train.data.Objects;
import org.samovar.train.data.SegmentedObject;

/**
 * Scores a network on held-out images: views about a few objects of each image, prompted by the tight box or by the deepest point, then by
 * clicks at the deepest point of the larger error. It stands in for the protocols of evaluation, at a fraction of their time.
 */
final class ImageValidation implements Validation {
    /** Objects that are taken of an image. */
    private static final int OBJECTS = 3;
    /** Share of the view's side that an object takes when it has a box: the box is two thirds of the view. */
    private static final double BOX_SHARE = 1 / 1.5;
    /** The same for a click. */
    private static final double CLICK_SHARE = 1 / 2.5;

    private static final int CLICKS = 8;
    private static final int TOGETHER = 16;

    /**
     * Mean Dice: with a tight box; with one click, the candidate that the network prefers; the best of those candidates; after two
     * corrections of the click; after eight.
     */
    private static final List<String> COLUMNS = List.of("box", "click", "candidate", "click_2", "click_8");

    /** The best weights are those that answer boxes, clicks and corrected clicks well. */
    private static final List<Integer> COUNTING = List.of(0, 1, 4);

    private record Example(String set, TrainingSample forBox, TrainingSample forClick) {}

    private final PromptableNetwork network;
    private final List<Example> examples = new ArrayList<>();
    private final PromptBatch.Drawing drawing;

    ImageValidation(PromptableNetwork network, TrainingData data, int size, PromptBatch.Drawing drawing) {
        this.network = network;
        this.drawing = drawing;
        for (TrainingData.ImageSet set : data.validation()) {
            for (TrainingImage image : set.images()) {
                List<SegmentedObject> all = image.objects();
                int n = Math.min(Objects.MOST, all.size());
                for (int k = 0; k < Math.min(OBJECTS, n); k++) {
                    SegmentedObject object = all.get(k * n / Math.min(OBJECTS, n));
                    examples.add(new Example(
                            set.name(),
                            Augmenter.centred(image, object, BOX_SHARE, size),
                            Augmenter.centred(image, object, CLICK_SHARE, size)));
                }
            }
        }
    }

    @Override
    public int size() {
        return examples.size();
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Result run() {
        Map<String, List<double[]>> scores = new LinkedHashMap<>();
        for (int from = 0; from < examples.size(); from += TOGETHER) {
            List<Example> some = examples.subList(from, Math.min(examples.size(), from + TOGETHER));
            double[][] dice = score(some);
            for (int i = 0; i < some.size(); i++) {
                scores.computeIfAbsent(some.get(i).set, k -> new ArrayList<>()).add(dice[i]);
            }
        }
        return Result.of(scores, COUNTING);
    }

    private double[][] score(List<Example> some) {
        double[][] out = new double[some.size()][COLUMNS.size()];
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Batch boxes = Batch.of(some.stream().map(Example::forBox).toList(), network.input());
            Episode withBox = new Episode(boxes);
            withBox.truth.forEach(truth -> withBox.prompts.box(truth.boundingBox()));
            withBox.decode(MaskOutput.SINGLE);
            withBox.put(out, 0);
            Batch clicks = Batch.of(some.stream().map(Example::forClick).toList(), network.input());
            Episode withClick = new Episode(clicks);
            for (int i = 0; i < some.size(); i++) {
                withClick.prompts.click(i, deepest(withClick.truth.get(i), Polarity.POSITIVE));
            }
            withClick.decode(MaskOutput.MULTI);
            withClick.put(out, 1);
            withClick.putBest(out, 2);
            for (int k = 1; k <= CLICKS; k++) {
                for (int i = 0; i < some.size(); i++) {
                    withClick.prompts.click(i, correction(withClick.truth.get(i), withClick.masks.get(i)));
                }
                withClick.decode(MaskOutput.SINGLE);
                withClick.put(out, k <= 2 ? 3 : 4);
            }
        }
        return out;
    }

    private static Optional<PointPrompt> deepest(Mask mask, Polarity polarity) {
        Optional<ImagePoint> point = DistanceTransform.of(mask).deepest();
        return point.map(p -> new PointPrompt(p, polarity));
    }

    private static Optional<PointPrompt> correction(Mask truth, Mask mask) {
        Mask lacking = truth.minus(mask);
        Mask tooMuch = mask.minus(truth);
        return lacking.area() >= tooMuch.area()
                ? deepest(lacking, Polarity.POSITIVE)
                : deepest(tooMuch, Polarity.NEGATIVE);
    }

    /** A batch that is prompted again and again. */
    private final class Episode {
        private final Batch batch;
        private final ImageFeatures features;
        private final PromptBatch prompts;
        private final List<Mask> truth;
        private List<float[]> previous = List.of();
        private List<Mask> masks = List.of();
        private List<List<Mask>> candidates = List.of();

        Episode(Batch batch) {
            this.batch = batch;
            this.features = network.encode(Tensors.of(batch.pixels(), batch.images(), 3, batch.size(), batch.size()));
            this.prompts = new PromptBatch(batch.size(), batch.prompts());
            this.truth = PromptBatch.masks(batch.targets(), batch.grid(), 0.499);
        }

        void decode(MaskOutput output) {
            try (Scope scope = Scope.nested()) {
                MaskPrediction p = network.decode(features, prompts.tensors(drawing, previous), output);
                float[] iou = p.iou().toFloats();
                float[] coarse = p.logits().toFloats();
                int grid = batch.grid();
                List<Mask> fine = PromptBatch.masks(
                        NeuralOps.resize(p.logits(), Interpolation.BILINEAR, grid, grid)
                                .toFloats(),
                        grid,
                        0);
                int k = p.iou().size(1);
                int cells = coarse.length / iou.length;
                previous = new ArrayList<>();
                masks = new ArrayList<>();
                candidates = new ArrayList<>();
                for (int i = 0; i < truth.size(); i++) {
                    int best = i * k;
                    for (int j = i * k; j < (i + 1) * k; j++) {
                        best = iou[j] > iou[best] ? j : best;
                    }
                    previous.add(Arrays.copyOfRange(coarse, best * cells, (best + 1) * cells));
                    masks.add(fine.get(best));
                    candidates.add(fine.subList(i * k, (i + 1) * k));
                }
            }
        }

        void put(double[][] out, int column) {
            for (int i = 0; i < truth.size(); i++) {
                out[i][column] = dice(truth.get(i), masks.get(i));
            }
        }

        void putBest(double[][] out, int column) {
            for (int i = 0; i < truth.size(); i++) {
                Mask object = truth.get(i);
                out[i][column] = candidates.get(i).stream()
                        .mapToDouble(mask -> dice(object, mask))
                        .max()
                        .orElse(0);
            }
        }
    }

    static double dice(Mask a, Mask b) {
        int sum = a.area() + b.area();
        return sum == 0 ? 1 : 2.0 * a.overlap(b) / sum;
    }
}
