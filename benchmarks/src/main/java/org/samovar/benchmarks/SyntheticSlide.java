package org.samovar.benchmarks;

import java.nio.file.Path;
import org.samovar.geometry.Region;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.image.VoxelSource;
import org.samovar.image.io.Volumes;
import org.samovar.io.AtomicFiles;

/**
 * A slide of any size with nuclei that are known: bright ellipses with soft borders and noise in a round piece of tissue, each in
 * a cell of its own of a grid that no seam of fields or tiles follows; the glass around is as dark as the tissue between them.
 *
 * <p>{@code SyntheticSlide FILE.zarr SIDE SHARE COUNT}: the side in pixels, the share of the slide that is tissue, and the file for the number of
 * nuclei.
 */
public final class SyntheticSlide implements VoxelSource {
    private static final int CELL = 61;
    private static final double MARGIN = 17;
    private static final double FILLED = 0.7;
    private static final double LEAST = 8;
    private static final double MOST = 13;
    private static final double SOFT = 1.5;
    private static final int DARK = 16;
    private static final int NOISE = 9;
    private static final double MICROMETRES = 0.5;

    private final int side;
    private final double radius;

    private SyntheticSlide(int side, double share) {
        this.side = side;
        this.radius = side * Math.sqrt(share / Math.PI);
    }

    /** The nucleus of a cell of the grid: its middle, its half axes and direction, and its brightness. */
    private record Nucleus(double x, double y, double a, double b, double angle, double light) {
        double at(int column, int row) {
            double dx = column - x;
            double dy = row - y;
            double u = (dx * Math.cos(angle) + dy * Math.sin(angle)) / a;
            double v = (dy * Math.cos(angle) - dx * Math.sin(angle)) / b;
            double inside = (1 - Math.sqrt(u * u + v * v)) * Math.min(a, b) / SOFT;
            return light / (1 + Math.exp(-2 * inside));
        }
    }

    public static void main(String... args) {
        int side = Integer.parseInt(args[1]);
        SyntheticSlide slide = new SyntheticSlide(side, Double.parseDouble(args[2]));
        VolumeInfo info = new VolumeInfo(
                new VolumeSize(side, side, 1, 1),
                1,
                SampleType.UINT8,
                Channels.INTENSITY,
                VolumeGeometry.of(new Spacing(MICROMETRES, MICROMETRES, 1, "um")));
        Volumes.write(Volume.of(info, slide), Path.of(args[0]));
        AtomicFiles.writeText(Path.of(args[3]), slide.nuclei() + "\n");
    }

    private long nuclei() {
        long n = 0;
        for (int row = 0; row < side / CELL; row++) {
            for (int column = 0; column < side / CELL; column++) {
                n += hasNucleus(column, row) ? 1 : 0;
            }
        }
        return n;
    }

    @Override
    public double[] read(Region window, int z, int t, int c) {
        double[] out = new double[window.size().pixels()];
        for (int y = 0, i = 0; y < window.height(); y++) {
            for (int x = 0; x < window.width(); x++, i++) {
                out[i] = value(window.x() + x, window.y() + y);
            }
        }
        return out;
    }

    private double value(int x, int y) {
        if (Math.hypot(x - side / 2.0, y - side / 2.0) > radius) {
            return DARK;
        }
        double value = DARK + NOISE * (random(x, y, 0) - 0.5);
        int column = x / CELL;
        int row = y / CELL;
        if (hasNucleus(column, row)) {
            double light = nucleus(column, row).at(x, y);
            value += light * (1 + (random(x, y, 1) - 0.5) / 4);
        }
        return Math.rint(Math.min(255, value));
    }

    /** In whole cells of the tissue alone. */
    private boolean hasNucleus(int column, int row) {
        double dx = (column + 0.5) * CELL - side / 2.0;
        double dy = (row + 0.5) * CELL - side / 2.0;
        boolean isWhole = (column + 1) * CELL <= side && (row + 1) * CELL <= side;
        return isWhole && Math.hypot(dx, dy) < radius - CELL && random(column, row, 2) < FILLED;
    }

    private static Nucleus nucleus(int column, int row) {
        double room = CELL - 2 * MARGIN;
        return new Nucleus(
                column * CELL + MARGIN + room * random(column, row, 3),
                row * CELL + MARGIN + room * random(column, row, 4),
                LEAST + (MOST - LEAST) * random(column, row, 5),
                LEAST + (MOST - LEAST) * random(column, row, 6),
                Math.PI * random(column, row, 7),
                90 + 110 * random(column, row, 8));
    }

    /** 0 to 1, the same for the same numbers (Steele et al., Fast splittable pseudorandom number generators, OOPSLA 2014, the mixing). */
    private static double random(int x, int y, int what) {
        long h = (x * 0x9e3779b97f4a7c15L) ^ (y * 0xc2b2ae3d27d4eb4fL) ^ (what * 0x165667b19e3779f9L);
        h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
        h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
        return ((h ^ (h >>> 31)) >>> 11) * 0x1p-53;
    }
}
