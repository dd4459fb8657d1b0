package org.samovar.train.synthetic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.train.augment.Endings;
import org.samovar.train.augment.Shot;

/**
 * Neighbouring slices through random bodies: each has the outline of a {@link Shape} that drifts, and grows and shrinks as the slices
 * of an ellipsoid do, so that bodies begin and end; looks are random as in {@link SyntheticImages}.
 */
public final class SyntheticStacks {
    /** The object covers at least so many pixels of the first slice. */
    private static final int SMALLEST = 60;
    /** Most change of texture from slice to slice, in radians. */
    private static final double MOST_CHANGE = 0.35;

    private final int size;

    /** @param size side of the slices in pixels */
    public SyntheticStacks(int size) {
        this.size = size;
    }

    /** A body that some slices of a stack show. */
    private record Body(Shape shape, double x, double y, double dx, double dy, double middle, double half) {
        /** Slices through a body of about a radius; {@code slices} of the stack are drawn. */
        static Body random(double radius, int size, int slices, SplittableRandom random) {
            Shape shape = Shape.random(radius, random);
            double half = slices * (0.3 + 2 * random.nextDouble());
            double speed = 0.1 * radius;
            return new Body(
                    shape,
                    size * random.nextDouble(),
                    size * random.nextDouble(),
                    speed * (2 * random.nextDouble() - 1),
                    speed * (2 * random.nextDouble() - 1),
                    slices / 2.0 + (half + slices / 2.0) * (2 * random.nextDouble() - 1),
                    half);
        }

        /** How large its outline is on a slice, 1 at the middle of the body and 0 beyond its ends. */
        double scale(int slice) {
            double d = (slice - middle) / half;
            return Math.sqrt(Math.max(0, 1 - d * d));
        }

        boolean contains(double px, double py, int slice, double scale) {
            return shape.contains((px - x - dx * slice) / scale, (py - y - dy * slice) / scale);
        }
    }

    /** Draws slices with an object on the first; none where no body is large enough there. */
    public Optional<Shot> draw(int slices, SplittableRandom random) {
        double radius = size * Math.exp(Math.log(0.05) + random.nextDouble() * (Math.log(0.4) - Math.log(0.05)));
        double cover = (0.2 + 0.8 * random.nextDouble()) * size * size / (Math.PI * radius * radius);
        int count = (int) Math.max(1, Math.min(40, cover));
        List<Body> bodies = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            bodies.add(Body.random(Math.max(4, radius * (0.6 + 0.8 * random.nextDouble())), size, slices, random));
        }
        Painting painting = new Painting(size, count, random);
        double change = MOST_CHANGE * random.nextDouble();
        List<Shot.Still> stills = new ArrayList<>();
        Optional<Integer> object = Optional.empty();
        for (int slice = 0; slice < slices; slice++) {
            int[] ids = slice(bodies, slice);
            if (slice == 0) {
                object = choose(ids, bodies, slices - 1, random);
                if (object.isEmpty()) {
                    return Optional.empty();
                }
            }
            RgbImage image = RgbImage.of(size, size, painting.paint(ids, slice * change));
            stills.add(new Shot.Still(image, LabelMap.of(size, size, ids)));
        }
        return object.map(id -> new Shot(stills, id, Shot.Kind.CONTINUOUS));
    }

    private int[] slice(List<Body> bodies, int slice) {
        int[] ids = new int[size * size];
        for (int k = 0; k < bodies.size(); k++) {
            Body body = bodies.get(k);
            double scale = body.scale(slice);
            if (scale > 0) {
                put(ids, k + 1, body, slice, scale);
            }
        }
        return ids;
    }

    private void put(int[] ids, int id, Body body, int slice, double scale) {
        int reach = (int) Math.ceil(Math.min(size, scale * body.shape.reach()));
        double cx = body.x + body.dx * slice;
        double cy = body.y + body.dy * slice;
        for (int y = Math.max(0, (int) cy - reach); y < Math.min(size, cy + reach); y++) {
            for (int x = Math.max(0, (int) cx - reach); x < Math.min(size, cx + reach); x++) {
                if (body.contains(x + 0.5, y + 0.5, slice, scale)) {
                    ids[y * size + x] = id;
                }
            }
        }
    }

    /** One that is large enough. */
    private static Optional<Integer> choose(int[] ids, List<Body> bodies, int last, SplittableRandom random) {
        Map<Integer, Integer> areas = new LinkedHashMap<>();
        for (int id : ids) {
            if (id != 0) {
                areas.merge(id, 1, Integer::sum);
            }
        }
        areas.values().removeIf(area -> area < SMALLEST);
        List<Integer> large = List.copyOf(areas.keySet());
        return large.isEmpty()
                ? Optional.empty()
                : Optional.of(Endings.choose(large, id -> bodies.get(id - 1).scale(last) == 0, random));
    }
}
