package org.samovar.predict;

import java.util.List;
import java.util.Optional;
import org.samovar.geometry.Box;
import org.samovar.geometry.Fit;
import org.samovar.geometry.ModelBox;
import org.samovar.geometry.ModelFrame;
import org.samovar.geometry.ModelPoint;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.Filter;
import org.samovar.image.Resampling;
import org.samovar.image.RgbImage;
import org.samovar.model.InputRule;
import org.samovar.model.PromptTensors;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.tensor.DType;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * A window of an image before a network: its pixels become the network's input, prompts on it become tensors, and logits come back
 * to its size.
 *
 * <p>Equal to the official predictors: for {@link Fit#LONGEST_SIDE} Pillow's bilinear resize of the 8-bit pixels, normalised, then
 * padded with zeros (segment-anything, {@code ResizeLongestSide}, {@code Sam.preprocess} and {@code postprocess_masks}); for
 * {@link Fit#STRETCH} an antialiased bilinear resize of floats (sam2, {@code SAM2Transforms}).
 *
 * @param rule of the network
 * @param frame where the window lies in the network's input
 */
public record ImageFraming(InputRule rule, ModelFrame frame) {
    private static final int VALUES = 256;

    /** A whole image. */
    public static ImageFraming whole(InputRule rule, Size image) {
        return new ImageFraming(rule, ModelFrame.of(image, rule.size(), rule.fit()));
    }

    /** A window that lies inside an image. */
    public static ImageFraming window(InputRule rule, Region window) {
        return new ImageFraming(rule, new ModelFrame(window, rule.size(), rule.fit()));
    }

    /** The network's input for the image that the window lies in: (1, 3, size, size), float32, normalised. */
    public Tensor pixels(RgbImage image) {
        if (frame.fit() == Fit.STRETCH) {
            return pixelsByFloats(image);
        }
        RgbImage resized = Resampling.resize(seen(image), frame.content(), Filter.BILINEAR);
        return planes(resized, new Size(frame.side(), frame.side()), normalised());
    }

    /** The same, but resized as floats however the window fits: torch-em does so before its UNETR. */
    public Tensor pixelsByFloats(RgbImage image) {
        RgbImage seen = seen(image);
        Size content = frame.content();
        try (Scope scope = Scope.nested()) {
            Tensor raw = planes(seen, seen.size(), unitScale()); // (1, 3, h, w)
            Tensor resized = NeuralOps.resize(raw, Interpolation.BILINEAR_ANTIALIAS, content.height(), content.width());
            Tensor centred = Ops.sub(resized, perChannel(rule.mean()));
            Tensor normalised = Ops.div(centred, perChannel(rule.deviation()));
            int right = frame.side() - content.width();
            int below = frame.side() - content.height();
            boolean isFull = right == 0 && below == 0;
            return scope.keep(isFull ? normalised : Ops.pad(normalised, 0, 0, right, 0, below)); // (1, 3, size, size)
        }
    }

    private RgbImage seen(RgbImage image) {
        return frame.window().equals(image.size().region()) ? image : image.crop(frame.window());
    }

    /** Planes of red, green and blue, the value of each byte looked up, in the top left corner of zeros: (1, 3, h, w). */
    private static Tensor planes(RgbImage image, Size size, float[][] values) {
        float[] out = new float[Math.multiplyExact(3, size.pixels())];
        byte[] bytes = image.pixels();
        for (int y = 0, i = 0; y < image.height(); y++) {
            int o = y * size.width();
            for (int x = 0; x < image.width(); x++, o++) {
                for (int c = 0; c < 3; c++) {
                    out[c * size.pixels() + o] = values[c][bytes[i++] & 0xff];
                }
            }
        }
        return Tensors.of(out, 1, 3, size.height(), size.width());
    }

    private static float[][] unitScale() {
        float[][] values = new float[3][VALUES];
        for (float[] channel : values) {
            for (int v = 0; v < VALUES; v++) {
                channel[v] = v / 255f;
            }
        }
        return values;
    }

    private float[][] normalised() {
        float[][] values = new float[3][VALUES];
        for (int c = 0; c < 3; c++) {
            float mean = (float) (rule.mean().get(c) * 255);
            float deviation = (float) (rule.deviation().get(c) * 255);
            for (int v = 0; v < VALUES; v++) {
                values[c][v] = (v - mean) / deviation;
            }
        }
        return values;
    }

    private static Tensor perChannel(List<Double> values) {
        float[] out = new float[values.size()];
        for (int c = 0; c < out.length; c++) {
            out[c] = values.get(c).floatValue();
        }
        return Tensors.of(out, 1, out.length, 1, 1);
    }

    /** One object by its clicks, its box and the logits (1, 1, 4H, 4W) of an earlier mask; at least one of them. */
    public PromptTensors prompts(List<PointPrompt> points, Optional<Box> box, Optional<Tensor> earlierLogits) {
        Optional<Tensor> coordinates =
                points.isEmpty() ? Optional.empty() : Optional.of(coordinates(points, 1, points.size()));
        Optional<Tensor> labels = points.isEmpty() ? Optional.empty() : Optional.of(labels(points, 1, points.size()));
        return new PromptTensors(coordinates, labels, box.map(b -> boxCorners(List.of(b))), earlierLogits);
    }

    /** As many objects as points, each with one click. */
    public PromptTensors clicks(List<PointPrompt> points) {
        return new PromptTensors(
                Optional.of(coordinates(points, points.size(), 1)),
                Optional.of(labels(points, points.size(), 1)),
                Optional.empty(),
                Optional.empty());
    }

    /** As many objects as boxes. */
    public PromptTensors boxes(List<Box> boxes) {
        return new PromptTensors(Optional.empty(), Optional.empty(), Optional.of(boxCorners(boxes)), Optional.empty());
    }

    private Tensor coordinates(List<PointPrompt> points, int prompts, int each) {
        float[] out = new float[2 * points.size()];
        int i = 0;
        for (PointPrompt point : points) {
            ModelPoint p = frame.toModel(point.point());
            out[i++] = (float) p.x();
            out[i++] = (float) p.y();
        }
        return Tensors.of(out, prompts, each, 2);
    }

    private static Tensor labels(List<PointPrompt> points, int prompts, int each) {
        float[] out = new float[points.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = points.get(i).polarity() == Polarity.POSITIVE ? 1 : 0;
        }
        return Tensors.of(out, prompts, each);
    }

    private Tensor boxCorners(List<Box> boxes) {
        float[] out = new float[4 * boxes.size()];
        int i = 0;
        for (Box box : boxes) {
            ModelBox b = frame.toModel(box);
            out[i++] = (float) b.x0();
            out[i++] = (float) b.y0();
            out[i++] = (float) b.x1();
            out[i++] = (float) b.y1();
        }
        return Tensors.of(out, boxes.size(), 4);
    }

    /** The network's logits (P, K, h, w) at the size of the window: (P, K, height, width). */
    public Tensor logits(Tensor lowResolution) {
        Region window = frame.window();
        if (frame.fit() == Fit.STRETCH) {
            return bilinear(lowResolution, window.height(), window.width());
        }
        // both steps are linear along each axis, so they are two small matrix products instead of a map of the input's
        // size
        try (Scope scope = Scope.nested()) {
            Size content = frame.content();
            Tensor rows = uncropped(lowResolution.size(-2), content.height(), window.height()); // (height, h)
            Tensor columns = uncropped(lowResolution.size(-1), content.width(), window.width()); // (width, w)
            Tensor logits = Ops.cast(lowResolution, DType.FLOAT32);
            return scope.keep(Ops.matmul(Ops.matmul(rows, logits), columns.transpose(0, 1))); // (P, K, height, width)
        }
    }

    /** Resizing one axis to that of the input, cutting off the padding, and resizing to the image, as a matrix (to, from). */
    private Tensor uncropped(int from, int content, int to) {
        Tensor index = Tensors.arange(from);
        Tensor same = Ops.equal(Ops.sub(index.reshape(from, 1), index.reshape(1, from)), 0);
        Tensor identity = Ops.cast(same, DType.FLOAT32).reshape(1, 1, from, from);
        Tensor input = bilinear(identity, frame.side(), from).narrow(-2, 0, content); // (1, 1, content, from)
        return bilinear(input, to, from).reshape(to, from);
    }

    private static Tensor bilinear(Tensor x, int height, int width) {
        return NeuralOps.resize(x, Interpolation.BILINEAR, height, width);
    }
}
