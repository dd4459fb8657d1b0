package org.samovar.image;

/** The kernels of Pillow's resize; all widen when shrinking, which keeps fine detail from aliasing. */
public enum Filter {
    /** Triangle of radius 1. */
    BILINEAR(1) {
        @Override
        double weight(double x) {
            return Math.max(0, 1 - Math.abs(x));
        }
    },
    /** Keys' cubic with a = -0.5, radius 2. */
    BICUBIC(2) {
        @Override
        double weight(double x) {
            double a = -0.5;
            double d = Math.abs(x);
            if (d < 1) {
                return ((a + 2) * d - (a + 3)) * d * d + 1;
            }
            return d < 2 ? (((d - 5) * d + 8) * d - 4) * a : 0;
        }
    };

    private final double radius;

    Filter(double radius) {
        this.radius = radius;
    }

    /** Reach of the kernel when enlarging, in source pixels. */
    double radius() {
        return radius;
    }

    /** The kernel, not normalised. */
    abstract double weight(double x);
}
