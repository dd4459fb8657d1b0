package org.samovar.method;

import java.util.Arrays;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Image;
import org.samovar.image.Resampling;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;

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
public record Voxels(int modalities, int depth, int height, int width, float[] values) implements Slabs {
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
        int n = image.size().pixels();
        VolumeSize size = new VolumeSize(image.width(), image.height(), 1, 1);
        VolumeInfo info = new VolumeInfo(size, image.channels(), image.type(), image.meaning(), VolumeGeometry.PIXELS);
        Volume volume = Volume.of(info, (window, z, t, c) -> {
            double[] out = new double[n];
            for (int i = 0; i < n; i++) {
                out[i] = image.planes()[c * n + i];
            }
            return out;
        });
        return of(volume, 0, modalities, intensities);
    }

    /**
     * A volume, or one point in time of it, as a system sees it; the intensities are found over all of its slices.
     *
     * @param frame point in time, from 0
     * @param modalities of the system, as for images
     * @throws UserError when the volume has other channels than the system wants, or is too large for one array
     */
    public static Voxels of(Volume volume, int frame, int modalities, Intensities intensities) {
        return slabs(volume, frame, modalities, intensities)
                .slab(0, volume.size().depth());
    }

    /** The same in slabs, so that a volume may be larger than memory. It is read once for the intensities. */
    public static Slabs slabs(Volume volume, int frame, int modalities, Intensities intensities) {
        int channels = volume.info().channels();
        boolean isGrayOrColour = (channels == 1 || channels == 3) && (modalities == 1 || modalities == 3);
        if (channels != modalities && !isGrayOrColour) {
            throw new UserError("It has " + channels + (channels == 1 ? " channel" : " channels")
                    + ", where the system wants " + modalities + ".");
        }
        return VolumeSlabs.of(volume, frame, modalities, intensities);
    }

    @Override
    public Voxels slab(int from, int to) {
        int plane = height * width;
        int n = (to - from) * plane;
        float[] out = new float[Math.multiplyExact(modalities, n)];
        for (int m = 0; m < modalities; m++) {
            System.arraycopy(values, (m * depth + from) * plane, out, m * n, n);
        }
        return new Voxels(modalities, to - from, height, width, out);
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

    /** With as many modalities as a system wants. */
    Voxels with(int wanted) {
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
}
