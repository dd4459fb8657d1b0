package org.samovar.image.io.dicom.series;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.samovar.image.Channels;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.image.VoxelSource;
import org.samovar.image.io.Residence;
import org.samovar.image.io.dicom.pixel.PixelFormat;
import org.samovar.image.io.dicom.pixel.PlaneStream;
import org.samovar.image.io.raw.VoxelType;

/** The values of a series, each slice unpacked when it is asked for; the last one is kept for its other channels. */
public final class SeriesVoxels implements PlaneStream.Planes {
    private final SliceStack stack;
    private volatile Decoded last = new Decoded(-1, new int[0][]);

    private record Decoded(int frame, int[][] planes) {}

    private SeriesVoxels(SliceStack stack) {
        this.stack = stack;
    }

    /** What is known of a series without its voxels. */
    public static VolumeInfo info(SliceStack stack) {
        PixelFormat format = stack.frames().get(0).format();
        Channels meaning = format.isColour() ? Channels.COLOUR : Channels.INTENSITY;
        return new VolumeInfo(stack.size(), format.samples(), sample(stack.frames()), meaning, stack.geometry());
    }

    /** A series as a volume with the values that are meant. */
    public static Volume volume(SliceStack stack, Residence residence) throws IOException {
        VolumeInfo info = info(stack);
        VoxelSource stored = PlaneStream.voxels(
                new SeriesVoxels(stack), info.size(), info.channels(), type(stack.frames()), residence);
        VoxelSource meant = (window, z, t, c) -> {
            double[] values = stored.read(window, z, t, c);
            Frame frame = stack.frames().get(z + t); // one of both is 0
            for (int i = 0; i < values.length; i++) {
                values[i] = frame.value(values[i]);
            }
            return values;
        };
        return Volume.of(info, meant).withNotes(stack.notes());
    }

    /** That holds the stored values of all frames. */
    private static VoxelType type(List<Frame> frames) {
        VoxelType first = frames.get(0).format().type();
        boolean isOne = frames.stream().allMatch(frame -> frame.format().type() == first);
        return isOne ? first : VoxelType.INT32;
    }

    private static SampleType sample(List<Frame> frames) {
        if (frames.stream().noneMatch(Frame::isScaled)) {
            return type(frames).sample();
        }
        boolean isWhole = frames.stream()
                .allMatch(frame ->
                        frame.slope() == Math.rint(frame.slope()) && frame.intercept() == Math.rint(frame.intercept()));
        return isWhole ? SampleType.INTEGER : SampleType.FLOAT;
    }

    @Override
    public double[] read(int z, int t, int c) throws IOException {
        int[] stored = decoded(z + t)[c];
        double[] out = new double[stored.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = stored[i];
        }
        return out;
    }

    private int[][] decoded(int index) throws IOException {
        Decoded known = last;
        if (known.frame() == index) {
            return known.planes();
        }
        Frame frame = stack.frames().get(index);
        try {
            Decoded next = new Decoded(index, frame.decoder().decode(frame.index()));
            last = next;
            return next.planes();
        } catch (IOException e) {
            String why = e instanceof EOFException ? "it is cut off" : String.valueOf(e.getMessage());
            throw new IOException("slice " + index + " in " + frame.file().name() + ": " + why, e);
        }
    }
}
