package org.samovar.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.samovar.catalog.LoadedModel;
import org.samovar.catalog.Models;
import org.samovar.geometry.Box;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.io.npy.NpyArray;
import org.samovar.memory.Corrections;
import org.samovar.memory.Direction;
import org.samovar.memory.FifoPolicy;
import org.samovar.memory.Tracker;
import org.samovar.model.ImageFeatures;
import org.samovar.model.sam2.FramePrompt;
import org.samovar.model.sam2.FrameResult;
import org.samovar.model.sam2.MaskMemory;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.nn.ComputableWeights;
import org.samovar.nn.Weights;
import org.samovar.predict.ImageFraming;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensors;

/**
 * Objects followed through twelve frames from boxes on the first: from decoded pixels to masks at the size of the image.
 */
final class Propagation implements AutoCloseable {
    static final int FRAMES = 12;
    /** Where it is high, no object is ever absent, as in the official run. */
    private static final String SCORE_BIAS = "sam_mask_decoder.pred_obj_score_head.layers.2.bias";

    private final Sam2 network;
    private final Precision precision;
    private final Weights weights;
    private final List<RgbImage> frames;
    private final ImageFraming framing;

    private Propagation(Path stack, Precision precision, Sam2 network, Weights weights) {
        this.network = network;
        this.precision = precision;
        this.weights = weights;
        this.frames = frames(NpyArray.read(stack));
        this.framing = ImageFraming.whole(network.input(), frames.get(0).size());
    }

    /**
     * By SAM 2.1 tiny with computable weights.
     *
     * @param stack of fewer frames than twelve, which are repeated: a {@code .npy} file of bytes, (frames, height, width)
     */
    static Propagation computable(Path stack, Precision precision) {
        Sam2 network = new Sam2(Sam2Config.tiny(Sam2Config.Version.SAM_2_1));
        ComputableWeights source = new ComputableWeights("parity-1");
        Weights weights = Weights.fill(
                network, (key, p) -> key.equals(SCORE_BIAS) ? Tensors.full(3, p.shape()) : source.tensor(key, p));
        return new Propagation(stack, precision, network, weights.lower(precision));
    }

    /** By a model of the catalog or a file, which has a memory. */
    static Propagation of(Path stack, Precision precision, String model) {
        LoadedModel loaded = Models.open(model, DeviceChoice.CPU, precision);
        if (!(loaded.network() instanceof Sam2 network)) {
            throw new UserError(model + " has no memory.");
        }
        return new Propagation(stack, precision, network, loaded.weights());
    }

    private static List<RgbImage> frames(NpyArray stack) {
        int height = Math.toIntExact(stack.shape()[1]);
        int width = Math.toIntExact(stack.shape()[2]);
        byte[] all = stack.toBytes();
        List<RgbImage> frames = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            int start = i % Math.toIntExact(stack.shape()[0]) * height * width;
            frames.add(RgbImage.gray(width, height, Arrays.copyOfRange(all, start, start + height * width)));
        }
        return frames;
    }

    /** Follows objects and hands over the logits of each on each frame but the first, (height, width). */
    void follow(int objects, Consumer<float[]> logits) {
        try (Tracker tracker = new Tracker(
                network.frameStep(), FRAMES, FifoPolicy.published(), Corrections.TRACKED, MaskMemory.SOFT)) {
            for (int frame = 0; frame < FRAMES; frame++) {
                try (Scope scope = Scope.inference(precision)) {
                    ImageFeatures features = network.encode(framing.pixels(frames.get(frame)));
                    if (frame == 0) {
                        prompt(tracker, objects, features);
                    } else {
                        for (FrameResult result : tracker.track(frame, features, Direction.FORWARD)
                                .values()) {
                            logits.accept(framing.logits(result.logits()).toFloats());
                        }
                    }
                }
            }
        }
    }

    private void prompt(Tracker tracker, int objects, ImageFeatures features) {
        for (int object = 0; object < objects; object++) {
            Box box = new Box(40 + 10 * object, 50, 150, 170);
            tracker.prompt(object, 0, features, new FramePrompt.Hints(framing.boxes(List.of(box))));
        }
    }

    @Override
    public void close() {
        weights.close();
    }
}
