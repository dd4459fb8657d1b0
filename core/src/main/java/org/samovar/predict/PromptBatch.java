package org.samovar.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.ModelBox;
import org.samovar.geometry.ModelFrame;
import org.samovar.geometry.ModelPoint;
import org.samovar.image.Mask;
import org.samovar.model.DensePrompts;
import org.samovar.model.PromptTensors;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.Prompt;
import org.samovar.prompt.PromptSet;
import org.samovar.prompt.Scribble;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * Prompt sets, each in the frame of its own window, as tensors for one call of the decoder.
 *
 * <p>All sets of a batch must have a box or none, and a mask or none. Clicks outside of a window are left out there.
 */
final class PromptBatch {
    /** Input pixels along a side of a cell of the mask input. */
    private static final int STRIDE = 4;
    /** A scribble is at most so many tokens: networks were trained with few. */
    private static final int MOST_TOKENS = 8;
    /** Part of the network's input along a scribble that one token stands for. */
    private static final double TOKEN_SPACING = 1.0 / 16;
    /** Discs that a scribble is drawn with at most. */
    private static final int MOST_DISCS = 1024;

    private static final float PADDING = -1;

    private PromptBatch() {}

    /** Cells along a side of the mask input of a network whose input has a side of so many pixels. */
    static int gridSide(int input) {
        return input / STRIDE;
    }

    /**
     * One set in one window.
     *
     * @param earlier the mask that the prompts correct
     */
    record Item(ModelFrame frame, PromptSet prompts, Optional<Logits> earlier) {
        int gridSide() {
            return PromptBatch.gridSide(frame.side());
        }

        /** The mask that the network starts from: a mask prompt that is the last word, else the earlier logits. */
        Optional<Logits> start() {
            Optional<Mask> mask = prompts.mask();
            if (mask.isPresent()
                    && (earlier.isEmpty()
                            || prompts.prompts().get(prompts.prompts().size() - 1) instanceof MaskPrompt)) {
                return mask.map(m -> Logits.of(m, frame, gridSide()));
            }
            return earlier.map(e -> e.in(frame, gridSide()));
        }

        private List<PointPrompt> tokens() {
            double pixels = frame.side() * TOKEN_SPACING / Math.max(frame.scaleX(), frame.scaleY());
            return clicks(pixels, MOST_TOKENS);
        }

        private List<DensePrompts.Click> discs() {
            double pixels = STRIDE / Math.max(frame.scaleX(), frame.scaleY());
            return clicks(pixels, MOST_DISCS).stream().map(this::disc).toList();
        }

        private DensePrompts.Click disc(PointPrompt click) {
            // NB: drawing counts from the edge of the first pixel, clicks from its middle
            ModelPoint p = frame.toModel(click.point().plus(0.5, 0.5));
            return new DensePrompts.Click(p.x() / STRIDE, p.y() / STRIDE, click.polarity() == Polarity.POSITIVE);
        }

        /** Clicks within the window, oldest first, those of scribbles at a distance in image pixels. */
        private List<PointPrompt> clicks(double distance, int mostOfScribble) {
            List<PointPrompt> all = new ArrayList<>();
            for (Prompt prompt : prompts.prompts()) {
                if (prompt instanceof PointPrompt point) {
                    all.add(point);
                } else if (prompt instanceof Scribble scribble) {
                    int count = (int) Math.min(mostOfScribble, Math.ceil(scribble.length() / distance));
                    all.addAll(scribble.points(Math.max(1, count)));
                }
            }
            Box window = frame.window().box();
            all.removeIf(click -> !window.contains(edge(click.point())));
            return all;
        }

        private static ImagePoint edge(ImagePoint p) {
            return p.plus(0.5, 0.5);
        }

        private float[] drawing() {
            Optional<DensePrompts.Area> area = prompts.box().map(frame::toModel).map(Item::quarter);
            return DensePrompts.draw(gridSide(), start().map(Logits::values), area, discs());
        }

        private static DensePrompts.Area quarter(ModelBox b) {
            return new DensePrompts.Area(b.x0() / STRIDE, b.y0() / STRIDE, b.x1() / STRIDE, b.y1() / STRIDE);
        }
    }

    /** The prompts of the items as tensors of the innermost scope. */
    static PromptTensors tensors(List<Item> items, PromptStyle style) {
        List<List<PointPrompt>> clicks = items.stream().map(Item::tokens).toList();
        int most = clicks.stream().mapToInt(List::size).max().orElse(0);
        Optional<Tensor> points = most == 0 ? Optional.empty() : Optional.of(coordinates(items, clicks, most));
        Optional<Tensor> labels = most == 0 ? Optional.empty() : Optional.of(labels(clicks, most));
        return new PromptTensors(points, labels, boxes(items), masks(items, style));
    }

    private static Tensor coordinates(List<Item> items, List<List<PointPrompt>> clicks, int most) {
        float[] out = new float[items.size() * most * 2];
        for (int p = 0; p < items.size(); p++) {
            int at = p * most * 2;
            for (PointPrompt click : clicks.get(p)) {
                ModelPoint point = items.get(p).frame().toModel(click.point());
                out[at++] = (float) point.x();
                out[at++] = (float) point.y();
            }
        }
        return Tensors.of(out, items.size(), most, 2);
    }

    private static Tensor labels(List<List<PointPrompt>> clicks, int most) {
        float[] out = new float[clicks.size() * most];
        for (int p = 0; p < clicks.size(); p++) {
            for (int n = 0; n < most; n++) {
                out[p * most + n] =
                        n < clicks.get(p).size() ? label(clicks.get(p).get(n)) : PADDING;
            }
        }
        return Tensors.of(out, clicks.size(), most);
    }

    private static float label(PointPrompt click) {
        return click.polarity() == Polarity.POSITIVE ? 1 : 0;
    }

    private static Optional<Tensor> boxes(List<Item> items) {
        if (items.get(0).prompts().box().isEmpty()) {
            return Optional.empty();
        }
        float[] out = new float[items.size() * 4];
        int at = 0;
        for (Item item : items) {
            ModelBox box = item.frame().toModel(item.prompts().box().orElseThrow());
            out[at++] = (float) box.x0();
            out[at++] = (float) box.y0();
            out[at++] = (float) box.x1();
            out[at++] = (float) box.y1();
        }
        return Optional.of(Tensors.of(out, items.size(), 4));
    }

    private static Optional<Tensor> masks(List<Item> items, PromptStyle style) {
        Item first = items.get(0);
        if (style == PromptStyle.SPARSE && first.start().isEmpty()) {
            return Optional.empty();
        }
        int side = first.gridSide();
        float[] out = new float[items.size() * side * side];
        for (int p = 0; p < items.size(); p++) {
            Item item = items.get(p);
            float[] values = style == PromptStyle.DENSE
                    ? item.drawing()
                    : item.start().orElseThrow().values();
            System.arraycopy(values, 0, out, p * side * side, side * side);
        }
        return Optional.of(Tensors.of(out, items.size(), 1, side, side));
    }
}
