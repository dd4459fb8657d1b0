package org.samovar.train.augment;

import java.util.SplittableRandom;
import org.samovar.geometry.Box;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;

/**
 * A square window on an image, turned, mirrored and stretched: the affine map from places in the view (0 to 1 along each side) to pixels
 * of the image, in terms of pixel edges.
 */
record View(double x0, double y0, double xu, double yu, double xv, double yv) {
    private static final int MOST_SUBSAMPLES = 5;

    /** An upright window. */
    static View window(double centerX, double centerY, double width, double height) {
        return new View(centerX - width / 2, centerY - height / 2, width, 0, 0, height);
    }

    /** An upright window. */
    static View of(Box box) {
        return window(box.center().x(), box.center().y(), box.width(), box.height());
    }

    /** Larger by a factor along each of its sides, about its centre. */
    View scaled(double alongU, double alongV) {
        return new View(
                x0 + (xu * (1 - alongU) + xv * (1 - alongV)) / 2,
                y0 + (yu * (1 - alongU) + yv * (1 - alongV)) / 2,
                xu * alongU,
                yu * alongU,
                xv * alongV,
                yv * alongV);
    }

    /** Turned about its centre by an angle in radians. */
    View turned(double angle) {
        double cx = x0 + (xu + xv) / 2;
        double cy = y0 + (yu + yv) / 2;
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double dx = x0 - cx;
        double dy = y0 - cy;
        return new View(
                cx + c * dx - s * dy,
                cy + s * dx + c * dy,
                c * xu - s * yu,
                s * xu + c * yu,
                c * xv - s * yv,
                s * xv + c * yv);
    }

    /** One of the eight symmetries of the square. */
    View symmetry(SplittableRandom random) {
        View v = random.nextBoolean() ? this : new View(x0, y0, xv, yv, xu, yu);
        return v.mirrored(random);
    }

    /** Mirrored along each of its sides, half of the time. */
    View mirrored(SplittableRandom random) {
        View v = random.nextBoolean() ? this : new View(x0 + xu, y0 + yu, -xu, -yu, xv, yv);
        return random.nextBoolean() ? v : new View(v.x0 + v.xv, v.y0 + v.yv, v.xu, v.yu, -v.xv, -v.yv);
    }

    /** Where the places of this view are in another one of the same image. */
    ViewChange from(View other) {
        double determinant = other.xu * other.yv - other.xv * other.yu;
        double a = other.yv / determinant;
        double b = -other.xv / determinant;
        double c = -other.yu / determinant;
        double d = other.xu / determinant;
        double dx = x0 - other.x0;
        double dy = y0 - other.y0;
        return new ViewChange(
                a * dx + b * dy, a * xu + b * yu, a * xv + b * yv, c * dx + d * dy, c * xu + d * yu, c * xv + d * yv);
    }

    /** The column of the image under a place of the view. */
    double x(double u, double v) {
        return x0 + u * xu + v * xv;
    }

    /** The row of the image under a place of the view. */
    double y(double u, double v) {
        return y0 + u * yu + v * yv;
    }

    /**
     * The image in the view, channel by channel, 0 to 1. Where the view shrinks the image, the mean of several places per pixel is taken.
     *
     * @param outside value beyond the image, or negative to repeat its border
     */
    float[] sample(RgbImage image, int size, float outside) {
        double step = Math.max(Math.hypot(xu, yu), Math.hypot(xv, yv)) / size;
        int sub = (int) Math.max(1, Math.min(MOST_SUBSAMPLES, Math.round(step)));
        float[] out = new float[3 * size * size];
        Reader reader = new Reader(image, outside, sub == 1 ? Between.BLENDED : Between.NEAREST);
        float[] sum = new float[3];
        double d = 1.0 / (size * sub);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                sum[0] = 0;
                sum[1] = 0;
                sum[2] = 0;
                for (int k = 0; k < sub * sub; k++) {
                    double u = (x * sub + k % sub + 0.5) * d;
                    double v = (y * sub + k / sub + 0.5) * d;
                    reader.add(x(u, v) - 0.5, y(u, v) - 0.5, sum);
                }
                for (int c = 0; c < 3; c++) {
                    out[(c * size + y) * size + x] = sum[c] / (255f * sub * sub);
                }
            }
        }
        return out;
    }

    /** The ids in the view, nearest neighbour, 0 beyond the map. */
    int[] sample(LabelMap labels, int size) {
        int[] out = new int[size * size];
        int w = labels.width();
        int h = labels.height();
        int[] ids = labels.labels();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double u = (x + 0.5) / size;
                double v = (y + 0.5) / size;
                int i = (int) Math.floor(x(u, v));
                int j = (int) Math.floor(y(u, v));
                out[y * size + x] = i >= 0 && j >= 0 && i < w && j < h ? ids[j * w + i] : 0;
            }
        }
        return out;
    }

    private enum Between {
        BLENDED,
        NEAREST
    }

    /** Adds up colours of an image at places between its pixels. */
    private static final class Reader {
        private final byte[] pixels;
        private final int width;
        private final int height;
        private final float outside;
        private final Between between;

        Reader(RgbImage image, float outside, Between between) {
            this.pixels = image.pixels();
            this.width = image.width();
            this.height = image.height();
            this.outside = outside;
            this.between = between;
        }

        void add(double x, double y, float[] sum) {
            if (between == Between.NEAREST) {
                pixel((int) Math.floor(x + 0.5), (int) Math.floor(y + 0.5), 1, sum);
                return;
            }
            int i = (int) Math.floor(x);
            int j = (int) Math.floor(y);
            float fx = (float) (x - i);
            float fy = (float) (y - j);
            pixel(i, j, (1 - fx) * (1 - fy), sum);
            pixel(i + 1, j, fx * (1 - fy), sum);
            pixel(i, j + 1, (1 - fx) * fy, sum);
            pixel(i + 1, j + 1, fx * fy, sum);
        }

        private void pixel(int x, int y, float weight, float[] sum) {
            boolean inside = x >= 0 && y >= 0 && x < width && y < height;
            if (!inside && outside >= 0) {
                for (int c = 0; c < 3; c++) {
                    sum[c] += weight * outside;
                }
                return;
            }
            int i = 3 * (Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x)));
            for (int c = 0; c < 3; c++) {
                sum[c] += weight * (pixels[i + c] & 0xff);
            }
        }
    }
}
