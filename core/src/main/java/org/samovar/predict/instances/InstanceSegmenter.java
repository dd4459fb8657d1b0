package org.samovar.predict.instances;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;
import org.samovar.method.medicosam.Unetr;
import org.samovar.model.InputRule;
import org.samovar.predict.Answers;
import org.samovar.predict.ImageFraming;
import org.samovar.predict.Progress;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/**
 * All objects of an image without a prompt, by a decoder of three channels (micro-sam, {@code InstanceSegmentationWithDecoder}). Where the
 * decoder sees parts of an image at a time, its maps are joined before objects are made of them, so that no object ends at a seam.
 * Stateless.
 */
public final class InstanceSegmenter {
    /** From one window to the next at most, as a part of its side. */
    private static final double STEP = 0.75;

    private final Unetr network;
    private final InstanceSettings settings;
    private final InputRule rule;

    /** @param network with {@link InstanceMaps#CHANNELS} outputs, and its weights */
    public InstanceSegmenter(Unetr network, InstanceSettings settings) {
        if (network.outputs() != InstanceMaps.CHANNELS) {
            throw new IllegalArgumentException("a decoder of " + network.outputs() + " outputs finds no instances");
        }
        InputRule own = network.network().input();
        this.network = network;
        this.settings = settings;
        this.rule = own.withSize(settings.spec().input().orElse(own.size()));
    }

    /**
     * The objects with ids 1, 2, ...
     *
     * @throws org.samovar.geometry.UserError when the network's answer is not a number
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public LabelMap segment(RgbImage image, Progress progress) {
        return settings.spec().rule().objects(maps(image, progress));
    }

    /**
     * The objects, one mask each.
     *
     * @throws org.samovar.geometry.UserError when the network's answer is not a number
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public List<RunLengthMask> masks(RgbImage image, Progress progress) {
        LabelMap objects = segment(image, progress);
        return objects.ids().stream()
                .map(id -> RunLengthMask.of(objects.mask(id)))
                .toList();
    }

    /**
     * What the decoder finds.
     *
     * @throws org.samovar.geometry.UserError when the network's answer is not a number
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public InstanceMaps maps(RgbImage image, Progress progress) {
        return settings.spec()
                .view()
                .map(side -> inWindows(image, side, progress))
                .orElseGet(() -> whole(image, progress));
    }

    private InstanceMaps whole(RgbImage image, Progress progress) {
        progress.step(0, 1, "segmenting objects");
        float[] found = found(image, ImageFraming.whole(rule, image.size()));
        progress.step(1, 1, "segmenting objects");
        int n = image.size().pixels();
        return new InstanceMaps(
                image.size(),
                Arrays.copyOfRange(found, 0, n),
                Arrays.copyOfRange(found, n, 2 * n),
                Arrays.copyOfRange(found, 2 * n, 3 * n));
    }

    private InstanceMaps inWindows(RgbImage image, int side, Progress progress) {
        RgbImage seen = image.atLeast(new Size(side, side));
        List<Region> windows = windows(seen.size(), side);
        Blend blend = new Blend(seen.size(), InstanceMaps.CHANNELS, side);
        for (int i = 0; i < windows.size(); i++) {
            progress.step(i, windows.size(), "segmenting objects");
            blend.add(windows.get(i), found(seen, ImageFraming.window(rule, windows.get(i))));
        }
        progress.step(windows.size(), windows.size(), "segmenting objects");
        Size size = image.size();
        return new InstanceMaps(size, blend.map(0, size), blend.map(1, size), blend.map(2, size));
    }

    /** Squares that cover an image, evenly spaced. */
    static List<Region> windows(Size size, int side) {
        List<Region> out = new ArrayList<>();
        for (int y : starts(size.height(), side)) {
            for (int x : starts(size.width(), side)) {
                out.add(new Region(x, y, side, side));
            }
        }
        return out;
    }

    private static int[] starts(int length, int side) {
        int[] out = new int[1 + (int) Math.ceil((length - side) / (STEP * side))];
        for (int i = 1; i < out.length; i++) {
            out[i] = Math.toIntExact(Math.round((double) i * (length - side) / (out.length - 1)));
        }
        return out;
    }

    /** The three maps of a window after each other. */
    private float[] found(RgbImage image, ImageFraming framing) {
        try (Scope scope = Scope.inference(settings.precision(), settings.device())) {
            Tensor pixels = framing.pixelsByFloats(image); // (1, 3, S, S)
            Tensor logits = network.logits(network.network().encode(pixels), Statistics.RUNNING); // (1, 3, S, S)
            return Answers.numbers(framing.logits(Ops.sigmoid(logits))); // (1, 3, H, W)
        }
    }
}
