package org.samovar.train.instances;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.samovar.image.ConnectedComponents;
import org.samovar.image.Connectivity;
import org.samovar.image.DistanceTransform;
import org.samovar.image.DistanceTransform.Beyond;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.predict.instances.InstanceMaps;

/**
 * The maps that a decoder of instances learns, from the ids of objects (torch-em, {@code transform/label.py}, {@code
 * PerObjectDistanceTransform}, as micro-sam uses it).
 *
 * <p>Parts of an object that do not touch are objects of their own. In each the centre is the centroid, rounded to a pixel, or the deepest
 * pixel where the centroid lies outside. The boundary are the pixels of the object that have a pixel of another one or of the background
 * beside them; where it leaves the image it has none. Distances are Euclidean, between the centres of pixels, and divided by the largest
 * one in the object. The distance to the boundary is turned around, so that both are 0 in the middle, and 1 outside.
 */
public final class InstanceTargets {
    /** Objects of fewer pixels are background, as in micro-sam. */
    public static final int SMALLEST = 25;

    /** Keeps from dividing by nothing, as in torch-em. */
    private static final double EPSILON = 1e-7;

    private final LabelMap objects;
    private final float[] foreground;
    private final float[] toCentre;
    private final float[] toBoundary;

    private InstanceTargets(LabelMap objects) {
        this.objects = objects;
        this.foreground = new float[objects.size().pixels()];
        this.toCentre = ones(foreground.length);
        this.toBoundary = ones(foreground.length);
    }

    /** The maps of objects by their ids. */
    public static InstanceMaps of(LabelMap ids) {
        InstanceTargets targets = new InstanceTargets(ConnectedComponents.of(ids, Connectivity.EIGHT));
        ToDoubleFunction<Pixel> depth = targets.depth();
        for (List<Pixel> object : targets.pixels()) {
            if (object.size() >= SMALLEST) {
                targets.add(object, depth);
            }
        }
        return new InstanceMaps(ids.size(), targets.foreground, targets.toCentre, targets.toBoundary);
    }

    private static float[] ones(int length) {
        float[] out = new float[length];
        Arrays.fill(out, 1);
        return out;
    }

    private record Pixel(int x, int y) {
        double distance(Pixel other) {
            return Math.hypot(x - other.x, y - other.y);
        }
    }

    /** The pixels of each object, row by row. */
    private List<List<Pixel>> pixels() {
        List<List<Pixel>> out = new ArrayList<>();
        for (int y = 0; y < objects.height(); y++) {
            for (int x = 0; x < objects.width(); x++) {
                int id = objects.get(x, y);
                if (id > out.size()) { // the next object: ids are in the order of first pixels
                    out.add(new ArrayList<>());
                }
                if (id > 0) {
                    out.get(id - 1).add(new Pixel(x, y));
                }
            }
        }
        return out;
    }

    /** The distance of a pixel in an object to the boundary of this. */
    private ToDoubleFunction<Pixel> depth() {
        Mask inner = Mask.where(objects.size(), (x, y) -> objects.get(x, y) != 0 && !isOnBoundary(x, y));
        DistanceTransform transform = DistanceTransform.of(inner, Beyond.UNKNOWN);
        boolean isBounded = inner.area() < objects.size().pixels();
        return pixel -> isBounded ? transform.distance(pixel.x, pixel.y) : 0;
    }

    private boolean isOnBoundary(int x, int y) {
        return differs(x, y, x - 1, y) || differs(x, y, x + 1, y) || differs(x, y, x, y - 1) || differs(x, y, x, y + 1);
    }

    private boolean differs(int x, int y, int besideX, int besideY) {
        boolean isInside = besideX >= 0 && besideY >= 0 && besideX < objects.width() && besideY < objects.height();
        return isInside && objects.get(besideX, besideY) != objects.get(x, y);
    }

    private void add(List<Pixel> object, ToDoubleFunction<Pixel> depth) {
        Pixel centre = centre(object, depth);
        double farthest = object.stream().mapToDouble(centre::distance).max().orElseThrow();
        double deepest = object.stream().mapToDouble(depth).max().orElseThrow();
        for (Pixel pixel : object) {
            int i = pixel.y * objects.width() + pixel.x;
            foreground[i] = 1;
            toCentre[i] = (float) (centre.distance(pixel) / (farthest + EPSILON));
            toBoundary[i] = (float) ((deepest - depth.applyAsDouble(pixel)) / (deepest + EPSILON));
        }
    }

    private Pixel centre(List<Pixel> object, ToDoubleFunction<Pixel> depth) {
        double x = object.stream().mapToInt(Pixel::x).average().orElseThrow();
        double y = object.stream().mapToInt(Pixel::y).average().orElseThrow();
        Pixel centroid = new Pixel((int) Math.rint(x), (int) Math.rint(y));
        Pixel first = object.get(0);
        boolean isInside = objects.get(centroid.x, centroid.y) == objects.get(first.x, first.y);
        return isInside
                ? centroid
                : object.stream().max(Comparator.comparingDouble(depth)).orElseThrow();
    }
}
