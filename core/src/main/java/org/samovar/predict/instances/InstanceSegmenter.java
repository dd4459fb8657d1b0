package org.samovar.predict.instances;

import java.util.Arrays;
import java.util.List;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;
import org.samovar.method.PatchShape;
import org.samovar.method.medicosam.Unetr;
import org.samovar.model.InputRule;
import org.samovar.predict.Answers;
import org.samovar.predict.Blend;
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

    private static final int RGB = 3;

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
        return List.copyOf(segment(image, progress).runs().values());
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
        PatchShape patch = new PatchShape(RGB, 1, side, side);
        Blend blend = new Blend(patch, InstanceMaps.CHANNELS, 1, seen.size(), STEP);
        int[] rows = blend.rows().starts();
        int[] columns = blend.columns().starts();
        int windows = rows.length * columns.length;
        for (int i = 0; i < windows; i++) {
            progress.step(i, windows, "segmenting objects");
            Region window = new Region(columns[i % columns.length], rows[i / columns.length], side, side);
            blend.add(found(seen, ImageFraming.window(rule, window)), 0, window.y(), window.x());
        }
        progress.step(windows, windows, "segmenting objects");
        List<float[]> maps = Arrays.stream(blend.take())
                .map(map -> corner(map, seen.size(), image.size()))
                .toList();
        return new InstanceMaps(image.size(), maps.get(0), maps.get(1), maps.get(2));
    }

    /** What of a map is the image, which is in its top left corner. */
    private static float[] corner(float[] map, Size seen, Size size) {
        float[] out = new float[size.pixels()];
        for (int y = 0; y < size.height(); y++) {
            System.arraycopy(map, y * seen.width(), out, y * size.width(), size.width());
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
