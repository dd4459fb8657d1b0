package org.samovar.evaluate;

import java.util.List;
import java.util.Locale;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Size;
import org.samovar.image.ConnectedComponents;
import org.samovar.image.Connectivity;
import org.samovar.image.DistanceTransform;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.Otsu;
import org.samovar.image.RgbImage;
import org.samovar.image.Watershed;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.PromptSet;

/**
 * Classical methods that answer the same prompts, so that one sees what a network adds. They look at brightness alone.
 *
 * <p>Where no box is given, each takes a square of a quarter of the image's longer side around the first click as one.
 */
public enum Baseline implements Segmenter {
    /** The box itself. */
    BOX {
        @Override
        Mask segment(float[] luma, Size size, Box box, List<PointPrompt> clicks) {
            return Mask.rectangle(size, box);
        }

        @Override
        Mask foreground(float[] luma, Size size) {
            return Mask.where(size, (x, y) -> true);
        }
    },
    /** Otsu's threshold in the box; the object is the side that the click is on, or that the box's border has less of. */
    OTSU {
        @Override
        Mask segment(float[] luma, Size size, Box box, List<PointPrompt> clicks) {
            Mask within = Mask.rectangle(size, box);
            Mask bright = brightSide(luma, size, within);
            boolean isBright = clicks.stream()
                    .filter(c -> c.polarity() == Polarity.POSITIVE)
                    .findFirst()
                    .map(c -> bright.get((int) c.point().x(), (int) c.point().y()))
                    .orElseGet(() -> shareOnBorder(bright, within) < 0.5);
            return isBright ? bright : within.minus(bright);
        }

        @Override
        Mask foreground(float[] luma, Size size) {
            Mask whole = Mask.where(size, (x, y) -> true);
            Mask bright = brightSide(luma, size, whole);
            return 2 * bright.area() < size.pixels() ? bright : bright.inverse();
        }
    },
    /** Flooding of the gradient from the clicks, or the box's inner third, against the outside of the box. */
    WATERSHED {
        @Override
        Mask segment(float[] luma, Size size, Box box, List<PointPrompt> clicks) {
            int[] markers = new int[size.pixels()];
            Mask inside = Mask.rectangle(size, box);
            for (int i = 0; i < markers.length; i++) {
                markers[i] = inside.pixels()[i] ? 0 : OUTSIDE;
            }
            if (clicks.stream().noneMatch(c -> c.polarity() == Polarity.POSITIVE)) {
                stamp(markers, size, Mask.rectangle(size, box.expand(1.0 / 3)), INSIDE);
            }
            for (PointPrompt click : clicks) {
                int label = click.polarity() == Polarity.POSITIVE ? INSIDE : OUTSIDE;
                stamp(markers, size, disc(size, click.point()), label);
            }
            LabelMap flooded = Watershed.flood(
                    gradient(luma, size),
                    LabelMap.of(size.width(), size.height(), markers),
                    Mask.where(size, (x, y) -> true),
                    Connectivity.FOUR);
            return flooded.mask(INSIDE);
        }

        @Override
        Mask foreground(float[] luma, Size size) {
            return OTSU.foreground(luma, size);
        }

        @Override
        LabelMap split(Mask foreground) {
            DistanceTransform depth = DistanceTransform.of(foreground);
            Mask cores =
                    Mask.where(foreground.size(), (x, y) -> foreground.get(x, y) && depth.distance(x, y) > CORE_DEPTH);
            float[] landscape = new float[foreground.size().pixels()];
            for (int i = 0; i < landscape.length; i++) {
                landscape[i] = (float) -depth.distance(i % foreground.width(), i / foreground.width());
            }
            return Watershed.flood(
                    landscape, ConnectedComponents.of(cores, Connectivity.EIGHT), foreground, Connectivity.EIGHT);
        }
    };

    private static final int INSIDE = 1;
    private static final int OUTSIDE = 2;
    private static final double CLICK_RADIUS = 2;
    /** Pixels from the border at which an object counts as separate from its neighbours. */
    private static final double CORE_DEPTH = 3;

    /** The object in the box. */
    abstract Mask segment(float[] luma, Size size, Box box, List<PointPrompt> clicks);

    /** All objects together. */
    abstract Mask foreground(float[] luma, Size size);

    /** The objects of a foreground. */
    LabelMap split(Mask foreground) {
        return ConnectedComponents.of(foreground, Connectivity.EIGHT);
    }

    @Override
    public String label() {
        return toString();
    }

    /** As the command line takes it and reports name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Answers open(RgbImage image) {
        byte[] bytes = image.luma();
        float[] luma = new float[bytes.length];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = bytes[i] & 0xff;
        }
        return new Answers() {
            @Override
            public Mask answer(PromptSet prompts) {
                return segment(luma, image.size(), box(prompts, image.size()), prompts.points());
            }

            @Override
            public LabelMap everything() {
                return split(foreground(luma, image.size()));
            }

            @Override
            public void close() {
                // holds nothing but the pixels
            }
        };
    }

    /** The box of a prompt set: its own, that of its mask, or a square around its first click. */
    public static Box box(PromptSet prompts, Size size) {
        return prompts.box().or(() -> prompts.mask().flatMap(Mask::boundingBox)).orElseGet(() -> {
            ImagePoint p = prompts.points().get(0).point();
            double half = Math.max(size.width(), size.height()) / 8.0;
            return new Box(
                    Math.max(0, p.x() - half),
                    Math.max(0, p.y() - half),
                    Math.min(size.width(), p.x() + half),
                    Math.min(size.height(), p.y() + half));
        });
    }

    private static Mask brightSide(float[] luma, Size size, Mask within) {
        float[] values = new float[within.area()];
        int n = 0;
        for (int i = 0; i < luma.length; i++) {
            if (within.pixels()[i]) {
                values[n++] = luma[i];
            }
        }
        double threshold = Otsu.threshold(values);
        return Mask.above(size.width(), size.height(), luma, threshold).and(within);
    }

    private static double shareOnBorder(Mask mask, Mask within) {
        int border = 0;
        int set = 0;
        for (int y = 0; y < within.height(); y++) {
            for (int x = 0; x < within.width(); x++) {
                boolean isBorder = within.get(x, y)
                        && (x == 0
                                || y == 0
                                || x == within.width() - 1
                                || y == within.height() - 1
                                || !within.get(x - 1, y)
                                || !within.get(x + 1, y)
                                || !within.get(x, y - 1)
                                || !within.get(x, y + 1));
                if (isBorder) {
                    border++;
                    set += mask.get(x, y) ? 1 : 0;
                }
            }
        }
        return border == 0 ? 0 : (double) set / border;
    }

    private static Mask disc(Size size, ImagePoint centre) {
        return Mask.where(size, (x, y) -> Math.hypot(x - centre.x(), y - centre.y()) <= CLICK_RADIUS);
    }

    private static void stamp(int[] markers, Size size, Mask where, int label) {
        for (int i = 0; i < size.pixels(); i++) {
            if (where.pixels()[i]) {
                markers[i] = label;
            }
        }
    }

    /** The length of the gradient by central differences. */
    private static float[] gradient(float[] luma, Size size) {
        int w = size.width();
        int h = size.height();
        float[] out = new float[luma.length];
        for (int y = 0, i = 0; y < h; y++) {
            for (int x = 0; x < w; x++, i++) {
                float dx = luma[y * w + Math.min(x + 1, w - 1)] - luma[y * w + Math.max(x - 1, 0)];
                float dy = luma[Math.min(y + 1, h - 1) * w + x] - luma[Math.max(y - 1, 0) * w + x];
                out[i] = (float) Math.hypot(dx, dy);
            }
        }
        return out;
    }
}
