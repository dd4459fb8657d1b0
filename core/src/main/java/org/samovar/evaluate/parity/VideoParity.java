package org.samovar.evaluate.parity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.samovar.geometry.Box;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.Filter;
import org.samovar.image.Resampling;
import org.samovar.image.RgbImage;
import org.samovar.io.npy.NpyArray;
import org.samovar.memory.Corrections;
import org.samovar.memory.Direction;
import org.samovar.memory.FifoPolicy;
import org.samovar.memory.Tracker;
import org.samovar.model.ImageFeatures;
import org.samovar.model.InputRule;
import org.samovar.model.sam2.FramePrompt;
import org.samovar.model.sam2.FrameResult;
import org.samovar.model.sam2.MaskMemory;
import org.samovar.model.sam2.Sam2;
import org.samovar.predict.ImageFraming;
import org.samovar.prompt.PointPrompt;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * Runs SAM 2 through a video case, as the golden data were made: two objects by a click and a box on frame 2, followed forward and
 * backward, a correction of the first on frame 4, followed again from the start; then one object from a mask on frame 0.
 */
public final class VideoParity {
    private static final int PROMPTED = 2;
    private static final int CORRECTED = 4;
    private static final int FROM_MASK = 3;
    private static final PointPrompt CLICK = PointPrompt.positive(90, 100);
    private static final Box BOX = new Box(40, 50, 150, 170);
    private static final List<PointPrompt> CORRECTION =
            List.of(PointPrompt.negative(60, 60), PointPrompt.positive(100, 120));
    private static final double LOGIT_LIMIT = 32;

    private final ParityCase golden;
    private final Sam2 network;
    private final ImageFraming framing;
    private final List<ImageFeatures> frames = new ArrayList<>();
    private final Map<String, Double> errors = new LinkedHashMap<>();
    /** The logits (1, 1, 4H, 4W) shown last, by object and frame. */
    private final Map<Integer, Map<Integer, Tensor>> shown = new TreeMap<>();

    private VideoParity(ParityCase golden, Sam2 network, ImageFraming framing) {
        this.golden = golden;
        this.network = network;
        this.framing = framing;
    }

    /**
     * The error of each output, as {@link GoldenOutput#error} measures it; infinite for one that this harness does not know.
     *
     * @param network with the weights of the case
     * @throws UserError when the case is not one of videos
     */
    public static Map<String, Double> errors(ParityCase golden, Sam2 network, Precision precision) {
        if (golden.kind() != ParityCase.Kind.VIDEO) {
            throw new UserError("The case " + golden.name() + " is not one of the video predictor.");
        }
        List<RgbImage> slices = slices(golden);
        InputRule rule = golden.imageSize().map(network.input()::withSize).orElse(network.input());
        VideoParity parity = new VideoParity(
                golden, network, ImageFraming.whole(rule, slices.get(0).size()));
        golden.outputs().keySet().forEach(name -> parity.errors.put(name, Double.POSITIVE_INFINITY));
        try (Scope scope = Scope.inference(precision)) {
            slices.forEach(slice -> parity.frames.add(network.encode(pixels(slice, rule))));
            parity.clickAndBox();
            parity.shown.clear();
            parity.fromMask();
        }
        return parity.errors;
    }

    private static List<RgbImage> slices(ParityCase golden) {
        NpyArray volume = NpyArray.read(golden.image());
        long[] shape = volume.shape(); // (frames, H, W)
        if (shape.length != 3 || volume.type() != NpyArray.Type.UINT8 || shape[0] <= CORRECTED) {
            throw new UserError(golden.image() + " is no stack of more than " + CORRECTED + " 8-bit slices.");
        }
        int height = Math.toIntExact(shape[1]);
        int width = Math.toIntExact(shape[2]);
        byte[] all = volume.toBytes();
        List<RgbImage> slices = new ArrayList<>();
        for (int i = 0; i < shape[0]; i++) {
            byte[] slice = Arrays.copyOfRange(all, i * height * width, (i + 1) * height * width);
            slices.add(RgbImage.gray(width, height, slice));
        }
        return slices;
    }

    /** Pillow's bicubic resize, then normalised: (1, 3, S, S). */
    private static Tensor pixels(RgbImage slice, InputRule rule) {
        int side = rule.size();
        byte[] bytes =
                Resampling.resize(slice, new Size(side, side), Filter.BICUBIC).pixels();
        float[] planes = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            int channel = i % 3;
            double value = (bytes[i] & 0xff) / 255.0;
            planes[channel * side * side + i / 3] = (float)
                    ((value - rule.mean().get(channel)) / rule.deviation().get(channel));
        }
        return Tensors.of(planes, 1, 3, side, side);
    }

    private Tracker tracker() {
        return new Tracker(
                network.frameStep(), frames.size(), FifoPolicy.published(), Corrections.TRACKED, MaskMemory.SOFT);
    }

    private void clickAndBox() {
        try (Tracker tracker = tracker()) {
            FramePrompt click = new FramePrompt.Hints(framing.clicks(List.of(CLICK)));
            compareState(1, PROMPTED, prompt(tracker, 1, PROMPTED, click, "click"));
            FramePrompt box = new FramePrompt.Hints(framing.boxes(List.of(BOX)));
            compareState(2, PROMPTED, prompt(tracker, 2, PROMPTED, box, "box"));
            for (int frame = PROMPTED; frame < frames.size(); frame++) {
                int at = frame;
                follow(tracker, frame, Direction.FORWARD, "forward")
                        .forEach((object, result) -> compareState(object, at, result));
            }
            for (int frame = PROMPTED; frame >= 0; frame--) {
                follow(tracker, frame, Direction.BACKWARD, "backward");
            }
            Tensor earlier = Ops.clamp(logits(1, CORRECTED), -LOGIT_LIMIT, LOGIT_LIMIT);
            FramePrompt correction =
                    new FramePrompt.Hints(framing.prompts(CORRECTION, Optional.empty(), Optional.of(earlier)));
            prompt(tracker, 1, CORRECTED, correction, "correction");
            for (int frame = 0; frame < frames.size(); frame++) {
                follow(tracker, frame, Direction.FORWARD, "second");
            }
        }
    }

    private void fromMask() {
        try (Tracker tracker = tracker()) {
            prompt(tracker, 1, 0, new FramePrompt.Given(squareMask()), "mask");
            for (int frame = 0; frame <= FROM_MASK; frame++) {
                follow(tracker, frame, Direction.FORWARD, "from_mask");
            }
        }
    }

    /** Rows 60 to 149 and columns 50 to 139 of the slice, brought to the input's size: (1, 1, S, S). */
    private Tensor squareMask() {
        Size size = framing.frame().window().size();
        float[] mask = new float[size.pixels()];
        for (int y = 60; y < Math.min(150, size.height()); y++) {
            for (int x = 50; x < Math.min(140, size.width()); x++) {
                mask[y * size.width() + x] = 1;
            }
        }
        int side = framing.rule().size();
        Tensor soft = NeuralOps.resize(
                Tensors.of(mask, 1, 1, size.height(), size.width()), Interpolation.BILINEAR_ANTIALIAS, side, side);
        Tensor below = Ops.greater(Tensors.full(0.5, 1), soft);
        return Ops.where(below, Tensors.zeros(1), Tensors.full(1, 1));
    }

    /** Prompts an object and compares the masks of all objects there. */
    private FrameResult prompt(Tracker tracker, int object, int frame, FramePrompt prompt, String label) {
        FrameResult result = tracker.prompt(object, frame, frames.get(frame), prompt);
        shown.computeIfAbsent(object, o -> new TreeMap<>()).put(frame, result.logits());
        compareMasks(label + ".obj" + object + ".f" + frame, frame);
        return result;
    }

    /** Follows all objects on a frame and compares the masks of all of them there. */
    private Map<Integer, FrameResult> follow(Tracker tracker, int frame, Direction direction, String label) {
        Map<Integer, FrameResult> results = tracker.track(frame, frames.get(frame), direction);
        results.forEach((object, result) ->
                shown.computeIfAbsent(object, o -> new TreeMap<>()).put(frame, result.logits()));
        compareMasks(label + ".f" + frame, frame);
        return results;
    }

    private void compareMasks(String label, int frame) {
        List<Tensor> masks =
                shown.keySet().stream().map(object -> logits(object, frame)).toList();
        compare(label + ".mask_logits", framing.logits(Ops.cat(masks, 0)));
    }

    /** The logits shown last. */
    private Tensor logits(int object, int frame) {
        return Optional.ofNullable(shown.get(object))
                .map(byFrame -> byFrame.get(frame))
                .orElseThrow(() -> new IllegalStateException("Object " + object + " was not seen on frame " + frame));
    }

    private void compareState(int object, int frame, FrameResult result) {
        String label = "obj" + object + ".f" + frame;
        compare(label + ".obj_ptr", result.pointer());
        compare(label + ".object_score_logits", result.objectScore());
        compare(label + ".pred_masks", result.logits());
        compare(label + ".memory", result.memory());
    }

    private void compare(String name, Tensor output) {
        GoldenOutput expected = golden.outputs().get(name);
        if (expected != null) {
            errors.put(name, expected.error(output.shape(), output.toFloats()));
        }
    }
}
