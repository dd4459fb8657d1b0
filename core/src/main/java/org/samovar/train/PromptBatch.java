package org.samovar.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.Box;
import org.samovar.geometry.ModelBox;
import org.samovar.geometry.ModelPoint;
import org.samovar.image.Mask;
import org.samovar.model.DensePrompts;
import org.samovar.model.PromptTensors;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * The prompts that many objects got so far: all of them a box first, or all a click, then a click each in every round. Targets lie on a
 * grid of half the resolution of the network's input.
 */
final class PromptBatch {
    /** Whether prompts are drawn into the mask input. */
    enum Drawing {
        DRAWN,
        TOKENS_ONLY
    }

    /** Pixels of the network's input per pixel of its mask input. */
    private static final int STRIDE = 4;

    private static final float PADDING = -1;

    /** A click in pixels of the network's input. */
    private record Click(ModelPoint point, Polarity polarity) {
        DensePrompts.Click drawn() {
            return new DensePrompts.Click(
                    (point.x() + 0.5) / STRIDE, (point.y() + 0.5) / STRIDE, polarity == Polarity.POSITIVE);
        }
    }

    private final int size;
    private final List<ModelBox> boxes = new ArrayList<>();
    private final List<List<Optional<Click>>> clicks = new ArrayList<>();

    /**
     * @param size side of the network's input
     * @param count number of objects
     */
    PromptBatch(int size, int count) {
        this.size = size;
        for (int i = 0; i < count; i++) {
            clicks.add(new ArrayList<>());
        }
    }

    /** The targets of a batch, cut at one half. */
    static List<Mask> masks(float[] values, int side, double threshold) {
        List<Mask> out = new ArrayList<>();
        for (int from = 0; from < values.length; from += side * side) {
            boolean[] pixels = new boolean[side * side];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = values[from + i] > threshold;
            }
            out.add(Mask.of(side, side, pixels));
        }
        return out;
    }

    /** Gives the next object its box, in pixels of the grid; the whole grid where it has none. */
    void box(Optional<Box> box) {
        boxes.add(box.map(b -> new ModelBox(2 * b.x0(), 2 * b.y0(), 2 * b.x1(), 2 * b.y1()))
                .orElseGet(() -> new ModelBox(0, 0, size, size)));
    }

    /** Gives an object its next click, in pixels of the grid, or none while the others get one. */
    void click(int object, Optional<PointPrompt> click) {
        clicks.get(object)
                .add(click.map(c -> new Click(
                        new ModelPoint(2 * c.point().x() + 0.5, 2 * c.point().y() + 0.5), c.polarity())));
    }

    /**
     * The prompts as the network takes them.
     *
     * @param previous logits of the round before for each object; empty in the first
     */
    PromptTensors tensors(Drawing drawing, List<float[]> previous) {
        int count = clicks.size();
        int rounds = clicks.get(0).size();
        Optional<Tensor> points = Optional.empty();
        Optional<Tensor> labels = Optional.empty();
        if (rounds > 0) {
            float[] xy = new float[count * rounds * 2];
            float[] kinds = new float[count * rounds];
            for (int i = 0; i < count * rounds; i++) {
                Optional<Click> click = clicks.get(i / rounds).get(i % rounds);
                xy[2 * i] = click.map(c -> (float) c.point().x()).orElse(0f);
                xy[2 * i + 1] = click.map(c -> (float) c.point().y()).orElse(0f);
                kinds[i] = click.map(c -> c.polarity() == Polarity.POSITIVE ? 1f : 0f)
                        .orElse(PADDING);
            }
            points = Optional.of(Tensors.of(xy, count, rounds, 2));
            labels = Optional.of(Tensors.of(kinds, count, rounds));
        }
        return new PromptTensors(points, labels, boxTensor(), masks(drawing, previous));
    }

    private Optional<Tensor> boxTensor() {
        if (boxes.isEmpty()) {
            return Optional.empty();
        }
        float[] corners = new float[4 * boxes.size()];
        for (int i = 0; i < boxes.size(); i++) {
            ModelBox box = boxes.get(i);
            corners[4 * i] = (float) box.x0();
            corners[4 * i + 1] = (float) box.y0();
            corners[4 * i + 2] = (float) box.x1();
            corners[4 * i + 3] = (float) box.y1();
        }
        return Optional.of(Tensors.of(corners, boxes.size(), 4));
    }

    private Optional<Tensor> masks(Drawing drawing, List<float[]> previous) {
        if (drawing == Drawing.TOKENS_ONLY && previous.isEmpty()) {
            return Optional.empty();
        }
        int side = size / STRIDE;
        int count = clicks.size();
        float[] all = new float[count * side * side];
        for (int i = 0; i < count; i++) {
            float[] one;
            if (drawing == Drawing.DRAWN) {
                Optional<float[]> before = previous.isEmpty() ? Optional.empty() : Optional.of(previous.get(i));
                Optional<DensePrompts.Area> box = boxes.isEmpty() ? Optional.empty() : Optional.of(area(boxes.get(i)));
                List<DensePrompts.Click> drawn = clicks.get(i).stream()
                        .flatMap(Optional::stream)
                        .map(Click::drawn)
                        .toList();
                one = DensePrompts.draw(side, before, box, drawn);
            } else {
                one = previous.get(i);
            }
            System.arraycopy(one, 0, all, i * side * side, side * side);
        }
        return Optional.of(Tensors.of(all, count, 1, side, side));
    }

    private static DensePrompts.Area area(ModelBox box) {
        return new DensePrompts.Area(box.x0() / STRIDE, box.y0() / STRIDE, box.x1() / STRIDE, box.y1() / STRIDE);
    }
}
