package org.samovar.image.io.nifti;

import org.samovar.geometry.WorldVector;

/**
 * A rotation as the qform stores it ({@code nifti1.h}, method 2): the unit quaternion a + bi + cj + dk with a >= 0.
 *
 * @param a real part
 * @param b of i
 * @param c of j
 * @param d of k
 */
record Quaternion(double a, double b, double c, double d) {
    /** With the real part that makes it a unit. */
    static Quaternion of(double b, double c, double d) {
        return new Quaternion(Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d)), b, c, d);
    }

    /** Of a rotation that takes the axes to three unit vectors at right angles, z = x cross y. */
    static Quaternion of(WorldVector x, WorldVector y, WorldVector z) {
        double[] squares = { // four times the squares of a, b, c and d
            1 + x.x() + y.y() + z.z(), 1 + x.x() - y.y() - z.z(), 1 - x.x() + y.y() - z.z(), 1 - x.x() - y.y() + z.z()
        };
        int largest = 0;
        for (int i = 1; i < 4; i++) {
            largest = squares[i] > squares[largest] ? i : largest;
        }
        double q = Math.sqrt(squares[largest]) / 2;
        double f = 1 / (4 * q); // divided by the largest, so that nothing is lost near half turns
        Quaternion out =
                switch (largest) {
                    case 0 -> new Quaternion(q, (y.z() - z.y()) * f, (z.x() - x.z()) * f, (x.y() - y.x()) * f);
                    case 1 -> new Quaternion((y.z() - z.y()) * f, q, (x.y() + y.x()) * f, (z.x() + x.z()) * f);
                    case 2 -> new Quaternion((z.x() - x.z()) * f, (x.y() + y.x()) * f, q, (y.z() + z.y()) * f);
                    default -> new Quaternion((x.y() - y.x()) * f, (z.x() + x.z()) * f, (y.z() + z.y()) * f, q);
                };
        return out.a < 0 ? new Quaternion(-out.a, -out.b, -out.c, -out.d) : out;
    }

    WorldVector x() {
        return new WorldVector(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c));
    }

    WorldVector y() {
        return new WorldVector(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b));
    }

    WorldVector z() {
        return new WorldVector(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c);
    }
}
