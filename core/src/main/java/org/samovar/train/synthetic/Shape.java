package org.samovar.train.synthetic;

import java.util.SplittableRandom;

/** Outlines of objects: where a place relative to the centre is inside. Lengths in pixels. */
interface Shape {
    /** Whether the place is inside. */
    boolean contains(double dx, double dy);

    /** Nothing farther from the centre is inside. */
    double reach();

    /** The same, so many times as large. */
    default Shape sized(double factor) {
        return of(factor * reach(), (dx, dy) -> contains(dx / factor, dy / factor));
    }

    /** One of all kinds, of about this radius. */
    static Shape random(double radius, SplittableRandom random) {
        double kind = random.nextDouble();
        if (kind < 0.45) {
            return blob(radius, random);
        }
        if (kind < 0.65) {
            return ellipse(radius, random);
        }
        if (kind < 0.78) {
            return polygon(radius, random);
        }
        return kind < 0.9 ? tube(radius, random) : ring(radius, random);
    }

    /** A circle whose radius varies with the angle by a few random waves. */
    static Shape blob(double radius, SplittableRandom random) {
        int waves = 2 + random.nextInt(5);
        double[] size = new double[waves];
        double[] phase = new double[waves];
        double roughness = 0.45 * random.nextDouble();
        for (int k = 0; k < waves; k++) {
            size[k] = roughness * (2 * random.nextDouble() - 1) / (1 + 0.6 * k);
            phase[k] = 2 * Math.PI * random.nextDouble();
        }
        double squeeze = Math.exp(0.9 * (random.nextDouble() - 0.5));
        return new Shape() {
            @Override
            public boolean contains(double dx, double dy) {
                double x = dx * squeeze;
                double y = dy / squeeze;
                double angle = Math.atan2(y, x);
                double r = 1;
                for (int k = 0; k < waves; k++) {
                    r += size[k] * Math.cos((k + 1) * angle + phase[k]);
                }
                return Math.hypot(x, y) <= radius * Math.max(0.15, r);
            }

            @Override
            public double reach() {
                return 2.5 * radius * Math.max(squeeze, 1 / squeeze);
            }
        };
    }

    /** A turned ellipse. */
    static Shape ellipse(double radius, SplittableRandom random) {
        double ratio = 0.3 + 0.7 * random.nextDouble();
        double angle = Math.PI * random.nextDouble();
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return of(radius, (dx, dy) -> {
            double u = (c * dx + s * dy) / radius;
            double v = (c * dy - s * dx) / (radius * ratio);
            return u * u + v * v <= 1;
        });
    }

    /** A convex polygon: the common part of random half planes. */
    static Shape polygon(double radius, SplittableRandom random) {
        int sides = 3 + random.nextInt(5);
        double turn = 2 * Math.PI * random.nextDouble();
        double[] nx = new double[sides];
        double[] ny = new double[sides];
        double[] distance = new double[sides];
        for (int k = 0; k < sides; k++) {
            double angle = turn + 2 * Math.PI * (k + 0.6 * (random.nextDouble() - 0.5)) / sides;
            nx[k] = Math.cos(angle);
            ny[k] = Math.sin(angle);
            distance[k] = radius * (0.5 + 0.4 * random.nextDouble());
        }
        return of(1.6 * radius, (dx, dy) -> {
            for (int k = 0; k < sides; k++) {
                if (nx[k] * dx + ny[k] * dy > distance[k]) {
                    return false;
                }
            }
            return Math.hypot(dx, dy) <= 1.6 * radius;
        });
    }

    /** A bent band. */
    static Shape tube(double radius, SplittableRandom random) {
        double angle = Math.PI * random.nextDouble();
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double thickness = radius * (0.12 + 0.25 * random.nextDouble());
        double bend = (random.nextDouble() - 0.5) * 1.6 / radius;
        double wave = 0.3 * radius * random.nextDouble();
        double phase = 2 * Math.PI * random.nextDouble();
        return of(1.9 * radius, (dx, dy) -> {
            double u = c * dx + s * dy;
            double v = c * dy - s * dx;
            double middle = bend * (u * u - radius * radius / 3) / 2 + wave * Math.sin(3 * u / radius + phase);
            return Math.abs(u) <= 1.3 * radius && Math.abs(v - middle) <= thickness;
        });
    }

    /** A closed wall around a hole that is not part of the object. */
    static Shape ring(double radius, SplittableRandom random) {
        Shape outer = blob(radius, random);
        double share = 0.45 + 0.4 * random.nextDouble();
        return of(outer.reach(), (dx, dy) -> outer.contains(dx, dy) && !outer.contains(dx / share, dy / share));
    }

    /** A shape from a rule. */
    private static Shape of(double reach, Rule rule) {
        return new Shape() {
            @Override
            public boolean contains(double dx, double dy) {
                return rule.contains(dx, dy);
            }

            @Override
            public double reach() {
                return reach;
            }
        };
    }

    /** Whether a place is inside. */
    interface Rule {
        boolean contains(double dx, double dy);
    }
}
