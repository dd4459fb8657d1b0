package org.samovar.image.io.bioformats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.SlideLevel;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.raw.VoxelType;

/**
 * How one image of a file is stored.
 *
 * @param series its number
 * @param name of it; may be empty
 * @param levels the scales of it, the finest first
 * @param depth slices
 * @param frames points in time
 * @param planes of channels at each place
 * @param samples channels that each plane holds
 * @param isInterleaved whether the channels of a pixel stand beside each other
 * @param type of a value
 * @param order of its bytes
 * @param geometry where it lies
 */
record SeriesHeader(
        int series,
        String name,
        List<SlideLevel> levels,
        int depth,
        int frames,
        int planes,
        int samples,
        boolean isInterleaved,
        VoxelType type,
        ByteOrder order,
        VolumeGeometry geometry) {
    /** Those of Bio-Formats, in the order of its numbers; the last is of bits, each in a byte. */
    private static final List<VoxelType> TYPES = List.of(
            VoxelType.INT8,
            VoxelType.UINT8,
            VoxelType.INT16,
            VoxelType.UINT16,
            VoxelType.INT32,
            VoxelType.UINT32,
            VoxelType.FLOAT32,
            VoxelType.FLOAT64,
            VoxelType.UINT8);

    /** Of an image of a file. */
    static SeriesHeader of(OpenFile file, int series) throws IOException {
        LociReader reader = file.reader();
        reader.setSeries(series);
        List<SlideLevel> levels = levels(reader);
        reader.setResolution(0);
        int type = reader.getPixelType();
        if (type < 0 || type >= TYPES.size()) {
            throw new UserError("its samples are of a kind that is not known here");
        }
        String name = file.metadata().getImageName(series);
        return new SeriesHeader(
                series,
                name == null ? "" : name,
                levels,
                reader.getSizeZ(),
                reader.getSizeT(),
                reader.getEffectiveSizeC(),
                reader.getRGBChannelCount(),
                reader.isInterleaved(),
                TYPES.get(type),
                reader.isLittleEndian() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
                file.calibration().of(series));
    }

    private static List<SlideLevel> levels(LociReader reader) throws IOException {
        List<SlideLevel> levels = new ArrayList<>();
        for (int level = 0; level < reader.getResolutionCount(); level++) {
            reader.setResolution(level);
            int width = reader.getSizeX();
            int height = reader.getSizeY();
            levels.add(
                    levels.isEmpty()
                            ? SlideLevel.finest(width, height)
                            : levels.get(0).reducedTo(width, height));
        }
        return levels;
    }

    /** @throws UserError where a slice is too large for one array */
    VolumeInfo info() {
        SlideLevel finest = levels.get(0);
        return new VolumeInfo(
                new VolumeSize(finest.width(), finest.height(), depth, frames),
                Math.multiplyExact(planes, samples),
                type.sample(),
                planes == 1 && samples == 3 ? Channels.COLOUR : Channels.INTENSITY,
                geometry);
    }

    /** Of all values of the finest level. */
    double bytes() {
        SlideLevel finest = levels.get(0);
        return (double) finest.width() * finest.height() * bytesPerPixel() * planes * depth * frames;
    }

    /** Of a plane, all its channels together. */
    int bytesPerPixel() {
        return samples * type.bytes();
    }

    /**
     * One channel of a window.
     *
     * @param bytes of a part of a plane, all its channels
     * @param held the part
     * @param window within the part
     */
    double[] values(byte[] bytes, Region held, Region window, int sample) throws IOException {
        int n = held.size().pixels();
        if (bytes.length < (long) n * bytesPerPixel()) {
            throw new IOException("it gave " + bytes.length + " bytes for " + n + " pixels");
        }
        ByteBuffer values = ByteBuffer.wrap(bytes).order(order);
        double[] out = new double[window.size().pixels()];
        int i = 0;
        for (int y = 0; y < window.height(); y++) {
            int row = (window.y() - held.y() + y) * held.width() + window.x() - held.x();
            for (int at = row; at < row + window.width(); at++) {
                out[i++] = type.get(values, isInterleaved ? at * samples + sample : sample * n + at);
            }
        }
        return out;
    }
}
