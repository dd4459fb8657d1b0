package org.samovar.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.Fit;
import org.samovar.model.ImageFeatures;
import org.samovar.model.InputRule;
import org.samovar.model.MaskOutput;
import org.samovar.model.MaskPrediction;
import org.samovar.model.PromptTensors;
import org.samovar.model.PromptableNetwork;
import org.samovar.nn.Layer;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * A network without weights: a mask is where the image has the colour of the first click or of the middle of the box. Three candidates
 * are three tolerances, the middle one has the best score. An earlier mask moves the logits a little.
 */
final class ColourNetwork implements PromptableNetwork {
    private static final double[] TOLERANCES = {2.0, 2.2, 2.4};
    private static final double[] SCORES = {0.7, 0.9, 0.8};

    private final InputRule rule;
    private final Layer none = new Layer() {};
    private int encoded;
    private int decoded;

    ColourNetwork(int size, Fit fit) {
        this.rule = InputRule.imageNet(size, fit);
    }

    /** Images encoded so far. */
    int encoded() {
        return encoded;
    }

    /** Prompts decoded so far. */
    int decoded() {
        return decoded;
    }

    @Override
    public InputRule input() {
        return rule;
    }

    @Override
    public Layer layer() {
        return none;
    }

    @Override
    public ImageFeatures encode(Tensor pixels) {
        encoded += pixels.size(0);
        return new ImageFeatures(
                NeuralOps.averagePool2d(pixels, 16, 16), List.of(NeuralOps.averagePool2d(pixels, 4, 4)));
    }

    @Override
    public MaskPrediction decode(ImageFeatures features, PromptTensors prompts, MaskOutput output) {
        decoded += prompts.count();
        Tensor fine = features.highResolution().get(0); // (B, 3, S/4, S/4)
        List<Tensor> logits = new ArrayList<>();
        for (int p = 0; p < prompts.count(); p++) {
            Tensor image = fine.narrow(0, features.batch() == 1 ? 0 : p, 1);
            Tensor distance = distance(image, place(prompts, p));
            Optional<Tensor> earlier = prompts.masks().isEmpty()
                    ? Optional.empty()
                    : Optional.of(Ops.mul(prompts.masks().get().narrow(0, p, 1), 0.01));
            for (int k = 0; k < (output == MaskOutput.MULTI ? 3 : 1); k++) {
                double tolerance = TOLERANCES[output == MaskOutput.MULTI ? k : 1];
                Tensor own = Ops.add(Ops.neg(distance), tolerance);
                logits.add(earlier.isEmpty() ? own : Ops.add(own, earlier.get()));
            }
        }
        int masks = output == MaskOutput.MULTI ? 3 : 1;
        int side = fine.size(-1);
        float[] scores = new float[prompts.count() * masks];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) (masks == 3 ? SCORES[i % 3] : SCORES[1]);
        }
        return new MaskPrediction(
                Ops.cat(logits, 1).reshape(prompts.count(), masks, side, side),
                Tensors.of(scores, prompts.count(), masks),
                Optional.empty());
    }

    /** Column and row of the cell that a prompt is about; the middle of the image without click and box. */
    private int[] place(PromptTensors prompts, int p) {
        int side = rule.size() / 4;
        if (prompts.points().isPresent()) {
            float[] xy = prompts.points().get().select(0, p).toFloats();
            return new int[] {cell(xy[0], side), cell(xy[1], side)};
        }
        if (prompts.boxes().isPresent()) {
            float[] box = prompts.boxes().get().select(0, p).toFloats();
            return new int[] {cell((box[0] + box[2]) / 2, side), cell((box[1] + box[3]) / 2, side)};
        }
        float[] mask = prompts.masks().orElseThrow().select(0, p).toFloats();
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] > 0) {
                return new int[] {i % side, i / side};
            }
        }
        return new int[] {side / 2, side / 2};
    }

    private static int cell(float pixel, int side) {
        return Math.max(0, Math.min(side - 1, (int) ((pixel + 0.5) / 4)));
    }

    private static Tensor distance(Tensor image, int[] place) {
        Tensor colour = image.narrow(2, place[1], 1).narrow(3, place[0], 1); // (1, 3, 1, 1)
        return Ops.mean(Ops.abs(Ops.sub(image, colour)), Ops.Axes.KEPT, 1); // (1, 1, h, w)
    }
}
