package org.samovar.train.synthetic;

import java.util.SplittableRandom;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.train.augment.TrainingImage;
import org.samovar.train.data.LabelKind;
import org.samovar.train.data.Objects;

/**
 * Images of random objects with known outlines, where everything that does not make an object is random: number, size, shape, contact,
 * brightness against the background, texture, colour, shading, blur and noise (domain randomisation, Tobin et al. 2017).
 */
public final class SyntheticImages {
    private final int size;

    /** @param size side of the images in pixels */
    public SyntheticImages(int size) {
        this.size = size;
    }

    /** Draws an image. */
    public TrainingImage draw(SplittableRandom random) {
        int[] ids = random.nextDouble() < 0.2 ? cells(random) : scattered(random);
        LabelMap labels = LabelMap.of(size, size, ids);
        byte[] pixels = paint(ids, random);
        Objects objects = Objects.of(labels, LabelKind.INSTANCES);
        return new TrainingImage(
                RgbImage.of(size, size, pixels), objects.instances(), objects.all(), TrainingImage.Rest.BACKGROUND);
    }

    /** Shapes at random places, small ones many; later ones lie over earlier ones, or stay beneath. */
    private int[] scattered(SplittableRandom random) {
        int[] ids = new int[size * size];
        double radius = size * Math.exp(Math.log(0.03) + random.nextDouble() * (Math.log(0.35) - Math.log(0.03)));
        double cover = (0.1 + 0.7 * random.nextDouble()) * size * size / (Math.PI * radius * radius);
        int count = (int) Math.max(1, Math.min(60, cover));
        double oneKind = random.nextDouble();
        long seed = random.nextLong();
        boolean over = random.nextBoolean();
        for (int id = 1; id <= count; id++) {
            double r = Math.max(3, radius * (0.6 + 0.8 * random.nextDouble()));
            Shape shape = Shape.random(r, oneKind < 0.5 ? new SplittableRandom(seed) : random);
            put(ids, id, shape, size * random.nextDouble(), size * random.nextDouble(), over);
        }
        return ids;
    }

    private void put(int[] ids, int id, Shape shape, double cx, double cy, boolean over) {
        int reach = (int) Math.ceil(Math.min(size, shape.reach()));
        for (int y = Math.max(0, (int) cy - reach); y < Math.min(size, cy + reach); y++) {
            for (int x = Math.max(0, (int) cx - reach); x < Math.min(size, cx + reach); x++) {
                int i = y * size + x;
                if ((over || ids[i] == 0) && shape.contains(x + 0.5 - cx, y + 0.5 - cy)) {
                    ids[i] = id;
                }
            }
        }
    }

    /** Voronoi cells of random points, with or without walls between; some are missing. */
    private int[] cells(SplittableRandom random) {
        int count = 4 + random.nextInt(40);
        double[] px = new double[count];
        double[] py = new double[count];
        int[] id = new int[count];
        double missing = random.nextBoolean() ? 0 : 0.5 * random.nextDouble();
        for (int k = 0; k < count; k++) {
            px[k] = size * random.nextDouble();
            py[k] = size * random.nextDouble();
            id[k] = random.nextDouble() < missing ? 0 : k + 1;
        }
        double wall = random.nextDouble() < 0.3 ? 0 : 4 * random.nextDouble();
        float[] bendX = Noise.field(size, size / 5.0, 3, random);
        float[] bendY = Noise.field(size, size / 5.0, 3, random);
        double bend = 0.06 * size * random.nextDouble();
        int[] ids = new int[size * size];
        for (int i = 0; i < ids.length; i++) {
            double x = i % size + bend * bendX[i];
            double y = i / size + bend * bendY[i];
            double nearest = Double.MAX_VALUE;
            double second = Double.MAX_VALUE;
            int best = 0;
            for (int k = 0; k < count; k++) {
                double d = Math.hypot(x - px[k], y - py[k]);
                if (d < nearest) {
                    second = nearest;
                    nearest = d;
                    best = k;
                } else if (d < second) {
                    second = d;
                }
            }
            ids[i] = second - nearest < 2 * wall ? 0 : id[best];
        }
        return ids;
    }

    private byte[] paint(int[] ids, SplittableRandom random) {
        int n = ids.length;
        int most = 0;
        for (int id : ids) {
            most = Math.max(most, id);
        }
        boolean colour = random.nextDouble() < 0.4;
        float[][] base = levels(most, colour, random);
        float[] behind = Noise.field(size, size * (0.03 + 0.5 * random.nextDouble()), 4, random);
        float[] inside = Noise.field(size, size * (0.03 + 0.3 * random.nextDouble()), 4, random);
        float behindStrength = (float) (0.25 * random.nextDouble());
        float insideStrength = (float) (0.25 * random.nextDouble());
        float edge = random.nextDouble() < 0.3 ? (float) (0.8 * (random.nextDouble() - 0.5)) : 0;
        float[] out = new float[3 * n];
        for (int i = 0; i < n; i++) {
            int id = ids[i];
            float texture = id == 0 ? behindStrength * behind[i] : insideStrength * inside[i];
            if (edge != 0 && id != 0 && isEdge(ids, i)) {
                texture += edge;
            }
            for (int c = 0; c < 3; c++) {
                out[c * n + i] = base[id][c] + texture;
            }
        }
        soften(out, random);
        byte[] pixels = new byte[3 * n];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < 3; c++) {
                pixels[3 * i + c] = (byte) (int) (255 * Math.max(0, Math.min(1, out[c * n + i])) + 0.5);
            }
        }
        return pixels;
    }

    /** The brightness of the background (0) and of each object; objects differ from the background, mostly in one direction. */
    private static float[][] levels(int most, boolean colour, SplittableRandom random) {
        float[][] out = new float[most + 1][3];
        float spread = (float) (0.25 * random.nextDouble());
        float[] contrast = new float[3];
        float difference = (float) ((0.1 + 0.6 * random.nextDouble()) * (random.nextBoolean() ? 1 : -1));
        float ground = (float) (difference > 0 ? 0.6 * random.nextDouble() : 0.4 + 0.6 * random.nextDouble());
        for (int c = 0; c < 3; c++) {
            out[0][c] = ground + (colour ? (float) (0.4 * (random.nextDouble() - 0.5)) : 0);
            contrast[c] = difference + (colour ? (float) (0.5 * (random.nextDouble() - 0.5)) : 0);
        }
        for (int id = 1; id <= most; id++) {
            float own = (float) (2 * random.nextDouble() - 1) * spread;
            for (int c = 0; c < 3; c++) {
                float tint = colour ? (float) (0.3 * spread * (random.nextDouble() - 0.5)) : 0;
                out[id][c] = out[0][c] + contrast[c] + own + tint;
            }
        }
        return out;
    }

    private boolean isEdge(int[] ids, int i) {
        int x = i % size;
        int y = i / size;
        int id = ids[i];
        return x > 0 && ids[i - 1] != id
                || x < size - 1 && ids[i + 1] != id
                || y > 0 && ids[i - size] != id
                || y < size - 1 && ids[i + size] != id;
    }

    /** A point spread of random width: repeated means of three pixels along each axis. */
    private void soften(float[] p, SplittableRandom random) {
        int times = random.nextInt(4);
        float[] line = new float[size];
        for (int t = 0; t < times; t++) {
            for (int c = 0; c < 3; c++) {
                for (int k = 0; k < size; k++) {
                    smooth(p, (c * size + k) * size, 1, line);
                    smooth(p, c * size * size + k, size, line);
                }
            }
        }
    }

    private void smooth(float[] p, int start, int stride, float[] line) {
        for (int i = 0; i < size; i++) {
            line[i] = p[start + i * stride];
        }
        for (int i = 0; i < size; i++) {
            p[start + i * stride] = (line[Math.max(0, i - 1)] + line[i] + line[Math.min(size - 1, i + 1)]) / 3;
        }
    }
}
