package org.samovar.method;

import java.util.Arrays;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.Channels;
import org.samovar.image.Image;
import org.samovar.image.Resampling;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;

/**
 * A whole image or volume as a system sees it: the values that training and prediction cut their patches from. The array is handed out as
 * it is and must not be written.
 *
 * @param modalities M
 * @param depth D, slices; 1 for an image
 * @param height H of a slice
 * @param width W of a slice
 * @param values (M, D, H, W) in row-major order
 */
public record Voxels(int modalities, int depth, int height, int width, float[] values) {
    /** What a range is found from, about: values spread evenly over all. */
    private static final int SAMPLES = 1 << 21;

    /** Rec. 601, as Pillow and OpenCV make gray of colours. */
    private static final float[] LUMINANCE = {0.299f, 0.587f, 0.114f};

    public Voxels {
        if (values.length != (long) modalities * depth * height * width) {
            throw new IllegalArgumentException(values.length + " values for " + modalities + " modalities of " + depth
                    + " x " + height + " x " + width);
        }
    }

    /**
     * An image as a system sees it.
     *
     * @param modalities of the system: gray is repeated for one that wants colours, colours become gray for one that wants one value
     * @throws UserError when the image has other channels than the system wants
     */
    public static Voxels of(Image image, int modalities, Intensities intensities) {
        requireChannels(image.channels(), modalities);
        Voxels own = new Voxels(
                image.channels(),
                1,
                image.height(),
                image.width(),
                image.planes().clone());
        return own.normalised(intensities, image.type(), image.meaning()).with(modalities);
    }

    /**
     * A volume, or one point in time of it, as a system sees it; the intensities are found over all of its slices.
     *
     * @param frame point in time, from 0
     * @param modalities of the system, as for images
     * @throws UserError when the volume has other channels than the system wants, or is too large for one array
     */
    public static Voxels of(Volume volume, int frame, int modalities, Intensities intensities) {
        int channels = volume.info().channels();
        requireChannels(channels, modalities);
        int depth = volume.size().depth();
        Size slice = volume.size().slice(Axis.Z);
        if ((long) Math.max(channels, modalities) * depth * slice.pixels() > Integer.MAX_VALUE - 8) {
            throw new UserError("A volume of " + volume.size() + " voxels is too large to be seen as a whole.");
        }
        float[] values = new float[channels * depth * slice.pixels()];
        int at = 0;
        for (int c = 0; c < channels; c++) {
            for (int z = 0; z < depth; z++) {
                for (double v : volume.voxels().read(slice.region(), z, frame, c)) {
                    values[at++] = (float) v;
                }
            }
        }
        return new Voxels(channels, depth, slice.height(), slice.width(), values)
                .normalised(intensities, volume.info().type(), volume.info().meaning())
                .with(modalities);
    }

    private static void requireChannels(int channels, int modalities) {
        boolean isGrayOrColour = (channels == 1 || channels == 3) && (modalities == 1 || modalities == 3);
        if (channels != modalities && !isGrayOrColour) {
            throw new UserError("It has " + channels + (channels == 1 ? " channel" : " channels")
                    + ", where the system wants " + modalities + ".");
        }
    }

    /** The same slices in another size, bilinear and antialiased. */
    public Voxels resized(int toHeight, int toWidth) {
        if (toHeight == height && toWidth == width) {
            return this;
        }
        Size from = new Size(width, height);
        Size to = new Size(toWidth, toHeight);
        float[] out = new float[Math.multiplyExact(modalities * depth, to.pixels())];
        for (int i = 0; i < modalities * depth; i++) {
            float[] plane = Arrays.copyOfRange(values, i * from.pixels(), (i + 1) * from.pixels());
            System.arraycopy(Resampling.bilinearAntialiased(plane, from, to), 0, out, i * to.pixels(), to.pixels());
        }
        return new Voxels(modalities, depth, toHeight, toWidth, out);
    }

    /** A patch from a corner that may lie anywhere, (M, D, H, W) in row-major order; zero beyond the voxels. */
    public float[] window(int z, int y, int x, PatchShape patch) {
        float[] out = new float[modalities * patch.depth() * patch.height() * patch.width()];
        int first = Math.max(0, -x);
        int length = Math.min(patch.width(), width - x) - first;
        if (length <= 0) {
            return out;
        }
        for (int i = 0; i < modalities * patch.depth() * patch.height(); i++) {
            int row = i % patch.height() + y;
            int slice = i / patch.height() % patch.depth() + z;
            int modality = i / patch.height() / patch.depth();
            if (row >= 0 && row < height && slice >= 0 && slice < depth) {
                int source = ((modality * depth + slice) * height + row) * width + x + first;
                System.arraycopy(values, source, out, i * patch.width() + first, length);
            }
        }
        return out;
    }

    private Voxels with(int wanted) {
        if (wanted == modalities) {
            return this;
        }
        int n = depth * height * width;
        float[] out = new float[Math.multiplyExact(wanted, n)];
        if (modalities == 1) {
            for (int m = 0; m < wanted; m++) {
                System.arraycopy(values, 0, out, m * n, n);
            }
        } else {
            for (int i = 0; i < n; i++) {
                out[i] = LUMINANCE[0] * values[i] + LUMINANCE[1] * values[n + i] + LUMINANCE[2] * values[2 * n + i];
            }
        }
        return new Voxels(wanted, depth, height, width, out);
    }

    /** Normalises in place. */
    private Voxels normalised(Intensities intensities, SampleType type, Channels meaning) {
        int n = values.length / modalities;
        int together = meaning == Channels.COLOUR ? modalities : 1;
        for (int m = 0; m < modalities; m++) {
            switch (intensities) {
                case Z_SCORE -> zScore(m * n, (m + 1) * n);
                case UNIT -> {
                    if (m % together == 0) {
                        unit(m * n, (m + together) * n, type);
                    }
                }
            }
        }
        return this;
    }

    private void zScore(int from, int to) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            if (Float.isFinite(values[i])) {
                sum += values[i];
                squares += (double) values[i] * values[i];
                count++;
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        double deviation = count == 0 ? 1 : Math.max(1e-8, Math.sqrt(Math.max(0, squares / count - mean * mean)));
        for (int i = from; i < to; i++) {
            values[i] = Float.isFinite(values[i]) ? (float) ((values[i] - mean) / deviation) : 0;
        }
    }

    private void unit(int from, int to, SampleType type) {
        double low = 0;
        double high = 255;
        if (type != SampleType.UINT8) {
            float[] sorted = sample(from, to);
            Arrays.sort(sorted);
            low = sorted.length == 0 ? 0 : percentile(sorted, 0.5);
            high = sorted.length == 0 ? 0 : percentile(sorted, 99.5);
        }
        double scale = high > low ? 1 / (high - low) : 0;
        for (int i = from; i < to; i++) {
            double v = Float.isFinite(values[i]) ? (values[i] - low) * scale : 0;
            values[i] = (float) Math.max(0, Math.min(1, v));
        }
    }

    private float[] sample(int from, int to) {
        int step = Math.max(1, (to - from) / SAMPLES);
        float[] out = new float[(to - from + step - 1) / step];
        int count = 0;
        for (int i = from; i < to; i += step) {
            if (Float.isFinite(values[i])) {
                out[count++] = values[i];
            }
        }
        return Arrays.copyOf(out, count);
    }

    private static double percentile(float[] sorted, double percent) {
        double place = percent / 100 * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * ((double) sorted[above] - sorted[below]);
    }
}
