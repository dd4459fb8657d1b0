package org.samovar.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.ModelFrame;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;
import org.samovar.model.ImageFeatures;
import org.samovar.model.MaskOutput;
import org.samovar.model.MaskPrediction;
import org.samovar.model.PromptableNetwork;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.PromptSet;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** Clicks windows of an image and keeps the masks that the network is sure of. */
final class MaskProposer {
    /** Input pixels that are encoded at once: one image of a large network, many windows of a small one. */
    private static final int PIXELS_PER_BATCH = 512 * 512;
    /** Values of masks that are brought to the size of their window at once. */
    private static final int VALUES_PER_BATCH = 1 << 24;

    private final PromptableNetwork network;
    private final RgbImage image;
    private final EverythingSettings settings;
    private final int margin;

    /** @param margin masks that come this close (in pixels) to an edge of their window that is none of the image are dropped */
    MaskProposer(PromptableNetwork network, RgbImage image, EverythingSettings settings, int margin) {
        this.network = network;
        this.image = image;
        this.settings = settings;
        this.margin = margin;
    }

    /** One click of a batch. */
    private record Click(int window, ModelFrame frame, ImagePoint point) {
        PromptBatch.Item item() {
            PromptSet prompts = PromptSet.of(new PointPrompt(point, Polarity.POSITIVE));
            return new PromptBatch.Item(frame, prompts, Optional.empty());
        }
    }

    /** A mask that passed the first filter. */
    private record Raw(Click click, float[] logits, double score) {}

    /** All masks that pass the filters, in the order of windows and clicks. */
    List<Segment> propose(List<ClickedWindow> windows, Progress progress, String what) {
        int size = network.input().size();
        int atOnce = Math.max(1, PIXELS_PER_BATCH / (size * size));
        List<Segment> out = new ArrayList<>();
        for (int from = 0; from < windows.size(); from += atOnce) {
            progress.step(from, windows.size(), what);
            List<ClickedWindow> group = windows.subList(from, Math.min(windows.size(), from + atOnce));
            try (Scope scope = settings.scope()) {
                proposeInGroup(group, progress, out);
            }
        }
        progress.step(windows.size(), windows.size(), what);
        return out;
    }

    private void proposeInGroup(List<ClickedWindow> group, Progress progress, List<Segment> out) {
        List<Tensor> pixels = new ArrayList<>();
        List<Click> clicks = new ArrayList<>();
        for (int w = 0; w < group.size(); w++) {
            ImageFraming framing =
                    ImageFraming.window(network.input(), group.get(w).window());
            pixels.add(framing.pixels(image));
            for (ImagePoint point : group.get(w).points()) {
                clicks.add(new Click(w, framing.frame(), point));
            }
        }
        ImageFeatures features = network.encode(Ops.cat(pixels, 0));
        int batch = settings.pointsPerBatch();
        for (int from = 0; from < clicks.size(); from += batch) {
            if (progress.isCancelled()) {
                return;
            }
            List<Click> some = clicks.subList(from, Math.min(clicks.size(), from + batch));
            try (Scope scope = Scope.nested()) {
                out.addAll(finish(decode(features, some)));
            }
        }
    }

    private List<Raw> decode(ImageFeatures features, List<Click> clicks) {
        List<PromptBatch.Item> items = clicks.stream().map(Click::item).toList();
        ImageFeatures own = features;
        if (features.batch() > 1) {
            long[] windows = clicks.stream().mapToLong(Click::window).toArray();
            own = features.forPrompts(Tensors.of(windows, windows.length));
        }
        MaskPrediction prediction = network.decode(own, PromptBatch.tensors(items, settings.style()), MaskOutput.MULTI);
        int cells = prediction.logits().size(-1) * prediction.logits().size(-2);
        int masks = prediction.logits().size(1);
        float[] logits = prediction.logits().toFloats();
        float[] scores = prediction.iou().toFloats();
        List<Raw> out = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] > settings.limits().score()) {
                float[] mask = new float[cells];
                System.arraycopy(logits, i * cells, mask, 0, cells);
                out.add(new Raw(clicks.get(i / masks), mask, scores[i]));
            }
        }
        return out;
    }

    /** Brings masks to the size of their windows, some of one window at a time. */
    private List<Segment> finish(List<Raw> raw) {
        List<Segment> out = new ArrayList<>();
        for (int from = 0; from < raw.size(); ) {
            ModelFrame frame = raw.get(from).click().frame();
            int most = Math.max(1, VALUES_PER_BATCH / frame.window().size().pixels());
            int to = from + 1;
            while (to < raw.size()
                    && to - from < most
                    && raw.get(to).click().window() == raw.get(from).click().window()) {
                to++;
            }
            finishInWindow(frame, raw.subList(from, to), out);
            from = to;
        }
        return out;
    }

    private void finishInWindow(ModelFrame frame, List<Raw> raw, List<Segment> out) {
        int cells = raw.get(0).logits().length;
        int side = (int) Math.sqrt(cells);
        float[] small = new float[raw.size() * cells];
        for (int i = 0; i < raw.size(); i++) {
            System.arraycopy(raw.get(i).logits(), 0, small, i * cells, cells);
        }
        int pixels = frame.window().size().pixels();
        float[] large;
        try (Scope scope = Scope.nested()) {
            Tensor stacked = Tensors.of(small, 1, raw.size(), side, side);
            large = new ImageFraming(network.input(), frame).logits(stacked).toFloats();
        }
        for (int i = 0; i < raw.size(); i++) {
            segment(raw.get(i), large, i * pixels).ifPresent(out::add);
        }
    }

    private Optional<Segment> segment(Raw raw, float[] logits, int offset) {
        Region window = raw.click().frame().window();
        double stability = stability(logits, offset, window.size().pixels());
        if (stability < settings.limits().stability()) {
            return Optional.empty();
        }
        boolean[] inside = new boolean[window.size().pixels()];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = logits[offset + i] > 0;
        }
        Mask mask = Mask.of(window.width(), window.height(), inside);
        return mask.region().filter(r -> !isCutOff(r, window)).map(r -> {
            Box box = new Region(r.x() + window.x(), r.y() + window.y(), r.width(), r.height()).box();
            RunLengthMask runs = RunLengthMask.paste(mask, window, image.size());
            return new Segment(runs, raw.score(), stability, box, raw.click().point(), window);
        });
    }

    /** Pixels above the stricter threshold per pixel above the laxer one (segment-anything, {@code calculate_stability_score}). */
    private double stability(float[] logits, int offset, int pixels) {
        double above = settings.limits().stabilityOffset();
        int strict = 0;
        int lax = 0;
        for (int i = offset; i < offset + pixels; i++) {
            strict += logits[i] > above ? 1 : 0;
            lax += logits[i] > -above ? 1 : 0;
        }
        return lax == 0 ? 0 : (double) strict / lax;
    }

    /** Whether a mask reaches an edge of its window that is none of the image ({@code is_box_near_crop_edge}). */
    private boolean isCutOff(Region mask, Region window) {
        Size whole = image.size();
        int right = window.width() - mask.x() - mask.width();
        int bottom = window.height() - mask.y() - mask.height();
        return isNear(mask.x(), mask.x() + window.x())
                || isNear(mask.y(), mask.y() + window.y())
                || isNear(right, right + whole.width() - window.x() - window.width())
                || isNear(bottom, bottom + whole.height() - window.y() - window.height());
    }

    private boolean isNear(int toWindow, int toImage) {
        return toWindow <= margin && toImage > margin;
    }
}
