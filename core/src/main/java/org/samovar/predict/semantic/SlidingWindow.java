package org.samovar.predict.semantic;

import java.util.List;
import java.util.function.Consumer;
import org.samovar.geometry.Size;
import org.samovar.image.Resampling;
import org.samovar.method.Framing;
import org.samovar.method.PatchShape;
import org.samovar.method.SemanticNetwork;
import org.samovar.method.Slabs;
import org.samovar.method.Voxels;
import org.samovar.predict.Answers;
import org.samovar.predict.Blend;
import org.samovar.predict.Progress;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** Carries a system over the windows of a volume, slab by slab, so that only the probabilities of one slab are held. */
final class SlidingWindow {
    /** From one window to the next at most, as a part of its length (nnU-Net). */
    private static final double STEP = 0.5;

    private final SemanticNetwork network;
    private final Framing framing;
    private final SegmenterSettings settings;
    private final List<long[]> views;

    SlidingWindow(SemanticNetwork network, Framing framing, SegmenterSettings settings) {
        this.network = network;
        this.framing = framing;
        this.settings = settings;
        this.views = settings.mirroring().views(network.patch());
    }

    /**
     * Gives the classes of each slice, in order.
     *
     * @throws org.samovar.geometry.UserError when the network's answer is not a number
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    void run(Slabs volume, Progress progress, Consumer<char[]> slices) {
        PatchShape patch = network.patch();
        Size original = new Size(volume.width(), volume.height());
        Size size = framing == Framing.WHOLE_SLICES ? new Size(patch.width(), patch.height()) : original;
        int depth = volume.depth();
        Blend blend = new Blend(patch, network.classes(), depth, size, STEP);
        int[] starts = blend.depths().starts();
        long windows = (long) starts.length
                * blend.rows().starts().length
                * blend.columns().starts().length;
        long done = 0;
        for (int i = 0; i < starts.length; i++) {
            int from = Math.max(0, starts[i]);
            Voxels slab = volume.slab(from, Math.min(depth, starts[i] + patch.depth()))
                    .resized(size.height(), size.width());
            for (int y : blend.rows().starts()) {
                for (int x : blend.columns().starts()) {
                    progress.step(done++, windows, "segmenting");
                    blend.add(probabilities(slab.window(starts[i] - from, y, x, patch)), starts[i], y, x);
                }
            }
            int reached = i + 1 < starts.length ? starts[i + 1] : depth;
            while (blend.first() < reached) {
                slices.accept(classes(blend.take(), size, original));
                blend.advance();
            }
        }
        progress.step(windows, windows, "segmenting");
    }

    /** Of a patch (M, D, H, W): (K, D, H, W), the mean over all views of it. */
    private float[] probabilities(float[] values) {
        PatchShape p = network.patch();
        try (Scope scope = Scope.inference(settings.precision(), settings.device())) {
            Tensor patch = Tensors.of(values, 1, p.modalities(), p.depth(), p.height(), p.width());
            Tensor sum = network.probabilities(patch); // (1, K, D, H, W)
            for (long[] axes : views.subList(1, views.size())) {
                Tensor mirrored = network.probabilities(Ops.flip(patch, axes).contiguous());
                sum = Ops.add(sum, Ops.flip(mirrored, axes)); // (1, K, D, H, W)
            }
            return Answers.numbers(views.size() == 1 ? sum : Ops.mul(sum, 1.0 / views.size()));
        }
    }

    /** The likeliest class of each pixel of the original slice. */
    private static char[] classes(float[][] probabilities, Size size, Size original) {
        char[] best = new char[original.pixels()];
        float[] most = new float[best.length];
        for (int k = 0; k < probabilities.length; k++) {
            float[] plane =
                    size.equals(original) ? probabilities[k] : Resampling.bilinear(probabilities[k], size, original);
            for (int i = 0; i < best.length; i++) {
                if (plane[i] > most[i]) {
                    most[i] = plane[i];
                    best[i] = (char) k;
                }
            }
        }
        return best;
    }
}
