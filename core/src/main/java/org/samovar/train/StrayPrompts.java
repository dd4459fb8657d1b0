package org.samovar.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.samovar.geometry.Box;
import org.samovar.image.Mask;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.train.loss.MaskLoss;

/**
 * Prompts that suit no object: the outlines of objects, moved and scaled. Who looks for everything in an image clicks beside objects as
 * well, and gets an answer; a network that was only ever asked for objects is sure of it. What it should answer is open, so that its
 * mask is not judged, but its estimate is: it should be the IoU of the mask with the object that it hits best, and 0 on background.
 */
final class StrayPrompts {
    /** None, for iterations with objects alone. */
    static final StrayPrompts NONE = new StrayPrompts(new TreeMap<>(), List.of(), 1);

    private static final int ATTEMPTS = 6;
    /** The outline moves by at most so many of its sizes along each axis. */
    private static final double FARTHEST = 1.2;
    /** Its size changes by at most this factor. */
    private static final double MOST_GROWTH = 2;
    /** It covers at least so many pixels of the grid. */
    private static final int SMALLEST = 6;

    /** The outlines by the index of the prompt that they replace. */
    private final TreeMap<Integer, Mask> outlines;

    private final List<int[]> ids;
    private final int objects;

    private StrayPrompts(TreeMap<Integer, Mask> outlines, List<int[]> ids, int objects) {
        this.outlines = outlines;
        this.ids = ids;
        this.objects = objects;
    }

    /**
     * Replaces half of the prompts of views whose objects are all known.
     *
     * @param truth the object of each prompt
     */
    static StrayPrompts of(Batch batch, List<Mask> truth, SplittableRandom random) {
        TreeMap<Integer, Mask> outlines = new TreeMap<>();
        for (int i = 0; i < truth.size(); i++) {
            if (batch.ids().get(i / batch.objects()).length > 0 && random.nextBoolean()) {
                for (int attempt = 0; attempt < ATTEMPTS && !outlines.containsKey(i); attempt++) {
                    Mask moved = moved(truth.get(i), random);
                    if (moved.area() >= SMALLEST) {
                        outlines.put(i, moved);
                    }
                }
            }
        }
        return new StrayPrompts(outlines, batch.ids(), batch.objects());
    }

    private static Mask moved(Mask mask, SplittableRandom random) {
        Box box = mask.boundingBox().orElse(new Box(0, 0, 1, 1));
        double size = Math.max(box.width(), box.height());
        double scale = Math.pow(MOST_GROWTH, 2 * random.nextDouble() - 1);
        double cx = (box.x0() + box.x1()) / 2;
        double cy = (box.y0() + box.y1()) / 2;
        double dx = FARTHEST * size * (2 * random.nextDouble() - 1);
        double dy = FARTHEST * size * (2 * random.nextDouble() - 1);
        int width = mask.width();
        boolean[] out = new boolean[width * mask.height()];
        for (int i = 0; i < out.length; i++) {
            int x = (int) Math.floor((i % width + 0.5 - cx - dx) / scale + cx);
            int y = (int) Math.floor((i / width + 0.5 - cy - dy) / scale + cy);
            out[i] = x >= 0 && y >= 0 && x < width && y < mask.height() && mask.get(x, y);
        }
        return Mask.of(width, mask.height(), out);
    }

    boolean isEmpty() {
        return outlines.isEmpty();
    }

    /** What the user means by each prompt: the object, or a stray outline in its place. */
    List<Mask> insteadOf(List<Mask> truth) {
        return IntStream.range(0, truth.size())
                .mapToObj(i -> outlines.getOrDefault(i, truth.get(i)))
                .toList();
    }

    /**
     * The loss of a prediction: of the prompts that mean objects as always, of the others that of the estimates.
     *
     * @param logits (P, K, H, W)
     * @param iou (P, K), estimated
     * @param target (P, 1, H, W)
     */
    Tensor loss(MaskLoss loss, Tensor logits, Tensor iou, Tensor target) {
        int count = logits.size(0);
        long[] stray = outlines.keySet().stream().mapToLong(i -> i).toArray();
        long[] meant = IntStream.range(0, count)
                .filter(i -> !outlines.containsKey(i))
                .asLongStream()
                .toArray();
        Tensor strayRows = Tensors.of(stray, stray.length);
        Tensor hit = hits(Ops.indexSelect(logits.detach(), 0, strayRows));
        Tensor ofStray =
                Ops.mul(MaskLoss.ofScores(Ops.indexSelect(iou, 0, strayRows), hit), (double) stray.length / count);
        if (meant.length == 0) {
            return ofStray;
        }
        Tensor rows = Tensors.of(meant, meant.length);
        Tensor ofMeant = loss.of(
                Ops.indexSelect(logits, 0, rows), Ops.indexSelect(iou, 0, rows), Ops.indexSelect(target, 0, rows));
        return Ops.add(Ops.mul(ofMeant, (double) meant.length / count), ofStray);
    }

    /** The IoU of each mask of the stray prompts (S, K, H, W) with the object that it hits best: (S, K). */
    private Tensor hits(Tensor logits) {
        int candidates = logits.size(1);
        int pixels = logits.size(2) * logits.size(3);
        float[] values = logits.toFloats();
        List<Integer> prompts = new ArrayList<>(outlines.keySet());
        float[] best = new float[prompts.size() * candidates];
        for (int i = 0; i < best.length; i++) {
            best[i] = best(values, i * pixels, ids.get(prompts.get(i / candidates) / objects));
        }
        return Tensors.of(best, prompts.size(), candidates);
    }

    private static float best(float[] logits, int offset, int[] ids) {
        Map<Integer, Integer> areas = new HashMap<>();
        Map<Integer, Integer> common = new HashMap<>();
        int area = 0;
        for (int i = 0; i < ids.length; i++) {
            boolean inside = logits[offset + i] > 0;
            area += inside ? 1 : 0;
            if (ids[i] != 0) {
                areas.merge(ids[i], 1, Integer::sum);
                common.merge(ids[i], inside ? 1 : 0, Integer::sum);
            }
        }
        float best = 0;
        for (Map.Entry<Integer, Integer> object : common.entrySet()) {
            int union = area + areas.getOrDefault(object.getKey(), 0) - object.getValue();
            best = Math.max(best, (float) object.getValue() / union);
        }
        return best;
    }
}
