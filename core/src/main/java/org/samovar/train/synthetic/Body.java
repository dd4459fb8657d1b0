package org.samovar.train.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A body that some slices of a stack show.
 *
 * @param shape of its outline where it is largest
 * @param kind whether it is seen on its own or within its object
 * @param object id of the object that it belongs to: one more than the index of a whole body
 * @param x0 column of its centre on the first slice, in pixels
 * @param y0 row of its centre on the first slice, in pixels
 * @param dx how far it moves along x from slice to slice
 * @param dy how far it moves along y from slice to slice
 * @param middle the slice where it is largest, which may lie beyond the stack
 * @param half slices from there to its ends
 */
record Body(
        Shape shape, Kind kind, int object, double x0, double y0, double dx, double dy, double middle, double half) {
    /** Whether a body is seen on its own. */
    enum Kind {
        /** An object. */
        WHOLE,
        /** Seen within its object alone. */
        PART
    }

    private static final double LEAST_RADIUS = 0.05;
    private static final double MOST_RADIUS = 0.4;
    private static final int MOST = 40;
    /** From the middle to the ends of a body, in lengths of the stack. */
    private static final double LEAST_HALF = 0.35;

    private static final double MOST_HALF = 6;
    /** Most that a body moves from slice to slice, in radii. */
    private static final double MOST_SPEED = 0.1;
    /** Bodies that have parts, of those that are large enough, and bodies in a sheath. */
    private static final double PARTS_SHARE = 0.4;

    private static final double SHEATH_SHARE = 0.2;
    private static final int MOST_PARTS = 5;
    /** Radius in pixels of the least body with parts. */
    private static final double ROOM_FOR_PARTS = 10;

    /** The bodies of a stack, in the order in which they lie over each other. */
    static List<Body> random(int size, int slices, SplittableRandom random) {
        double radius = size * between(LEAST_RADIUS, MOST_RADIUS, random);
        double cover = (0.2 + 0.8 * random.nextDouble()) * size * size / (Math.PI * radius * radius);
        int count = (int) Math.max(1, Math.min(MOST, cover));
        List<Body> out = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double own = Math.max(4, radius * (0.6 + 0.8 * random.nextDouble()));
            Body body = whole(own, out.size() + 1, size, slices, random);
            if (random.nextDouble() < SHEATH_SHARE) {
                out.add(body.sized(1.1 + 0.5 * random.nextDouble()));
                body = body.as(Kind.WHOLE, out.size() + 1);
            }
            out.add(body);
            if (own >= ROOM_FOR_PARTS && random.nextDouble() < PARTS_SHARE) {
                int parts = 1 + random.nextInt(MOST_PARTS);
                for (int p = 0; p < parts; p++) {
                    out.add(body.part(own, random));
                }
            }
        }
        return out;
    }

    private static Body whole(double radius, int object, int size, int slices, SplittableRandom random) {
        double half = slices * between(LEAST_HALF, MOST_HALF, random);
        return new Body(
                Shape.random(radius, random),
                Kind.WHOLE,
                object,
                size * random.nextDouble(),
                size * random.nextDouble(),
                MOST_SPEED * radius * (2 * random.nextDouble() - 1),
                MOST_SPEED * radius * (2 * random.nextDouble() - 1),
                slices / 2.0 + (half + slices / 2.0) * (2 * random.nextDouble() - 1),
                half);
    }

    /** Either its core or a smaller body somewhere within. */
    private Body part(double radius, SplittableRandom random) {
        if (random.nextDouble() < 0.3) {
            return sized(0.6 + 0.35 * random.nextDouble()).as(Kind.PART, object);
        }
        double within = radius * (0.15 + 0.5 * random.nextDouble());
        return new Body(
                Shape.random(within, random),
                Kind.PART,
                object,
                x0 + radius * 0.7 * (2 * random.nextDouble() - 1),
                y0 + radius * 0.7 * (2 * random.nextDouble() - 1),
                dx,
                dy,
                middle + half * (random.nextDouble() - 0.5),
                half * (0.3 + 0.7 * random.nextDouble()));
    }

    private Body as(Kind other, int id) {
        return new Body(shape, other, id, x0, y0, dx, dy, middle, half);
    }

    private Body sized(double factor) {
        return new Body(shape.sized(factor), kind, object, x0, y0, dx, dy, middle, half);
    }

    /** Uniform in its logarithm. */
    private static double between(double least, double most, SplittableRandom random) {
        return least * Math.pow(most / least, random.nextDouble());
    }

    /** How large its outline is on a slice, 1 at the middle of the body and 0 beyond its ends. */
    double scale(int slice) {
        double d = (slice - middle) / half;
        return Math.sqrt(Math.max(0, 1 - d * d));
    }

    /** Column of its centre on a slice. */
    double x(int slice) {
        return x0 + dx * slice;
    }

    /** Row of its centre on a slice. */
    double y(int slice) {
        return y0 + dy * slice;
    }
}
