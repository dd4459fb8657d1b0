package org.samovar.image.io.nifti;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.Channels;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.SampleType;

/** A volume or time series of a NIfTI-1 file, in memory as it was stored; slices are converted when they are asked for. */
public final class NiftiVolume {
    private final Path file;
    private final NiftiHeader header;
    private final ByteBuffer voxels;

    private NiftiVolume(Path file, NiftiHeader header, ByteBuffer voxels) {
        this.file = file;
        this.header = header;
        this.voxels = voxels;
    }

    /**
     * Reads a {@code .nii} or {@code .nii.gz} file.
     *
     * @throws UserError when it is damaged, cut off, of a kind that is not read here, or larger than the memory
     */
    public static NiftiVolume read(Path file) {
        try (InputStream in = open(file)) {
            NiftiHeader header = header(in);
            long bytes = header.dataBytes();
            long fits = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 2);
            if (bytes > fits) {
                throw new UserError(String.format(
                        Locale.ROOT,
                        "its voxels need %.2f GB of memory, and about %.2f GB would fit",
                        bytes / 1e9,
                        fits / 1e9));
            }
            in.skipNBytes(header.offset() - NiftiHeader.BYTES);
            byte[] voxels = in.readNBytes((int) bytes); // grows with what is there, so a false length costs nothing
            if (voxels.length < bytes) {
                throw new EOFException();
            }
            return new NiftiVolume(file, header, ByteBuffer.wrap(voxels).order(header.order()));
        } catch (IOException | UserError e) {
            throw failure(file, e);
        }
    }

    /** Number of slices, from the header alone. @throws UserError as {@link #read} */
    public static int depth(Path file) {
        try (InputStream in = open(file)) {
            return header(in).depth();
        } catch (IOException | UserError e) {
            throw failure(file, e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static NiftiHeader header(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(NiftiHeader.BYTES);
        if (bytes.length < NiftiHeader.BYTES) {
            throw new EOFException();
        }
        return NiftiHeader.parse(ByteBuffer.wrap(bytes));
    }

    private static UserError failure(Path file, Exception e) {
        String reason = e instanceof EOFException ? "it ends too early" : String.valueOf(e.getMessage());
        return new UserError("Cannot read " + file + ": " + reason + ".", e);
    }

    /** Voxels along x. */
    public int width() {
        return header.width();
    }

    /** Voxels along y. */
    public int height() {
        return header.height();
    }

    /** Number of slices, or of points in time. */
    public int depth() {
        return header.depth();
    }

    /** Distances between voxels. */
    public Spacing spacing() {
        return header.spacing();
    }

    /** From voxel indices (x, y, z) to world coordinates: three rows of four numbers, row by row. */
    public List<Double> affine() {
        return header.affine();
    }

    /** A slice, with the scaling of the header applied; x is the column, y the row. */
    public Image slice(int z) {
        boolean scaled = header.slope() != 1 || header.intercept() != 0;
        float[] values = new float[width() * height()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (stored(z, i) * header.slope() + header.intercept());
        }
        SampleType type = scaled ? SampleType.FLOAT : header.type().sample();
        return Image.planar(width(), height(), 1, type, Channels.INTENSITY, values);
    }

    /** A slice of labels. @throws UserError where a value is no whole number from 0 up */
    public LabelMap labels(int z) {
        int[] ids = new int[width() * height()];
        for (int i = 0; i < ids.length; i++) {
            double value = stored(z, i) * header.slope() + header.intercept();
            if (!(value >= 0 && value <= Integer.MAX_VALUE && value == Math.rint(value))) {
                throw new UserError("Slice " + z + " of " + file + " holds " + value + ", which is no label.");
            }
            ids[i] = (int) value;
        }
        return LabelMap.of(width(), height(), ids);
    }

    private double stored(int z, int pixel) {
        if (z < 0 || z >= depth()) {
            throw new IllegalArgumentException("slice " + z + " of " + depth());
        }
        return header.type()
                .get(voxels, (z * width() * height() + pixel) * header.type().bytes());
    }
}
