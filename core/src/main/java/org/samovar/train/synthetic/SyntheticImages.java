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
        byte[] pixels = new Painting(size, labels.maxId(), id -> false, random).paint(ids, 0);
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
}
