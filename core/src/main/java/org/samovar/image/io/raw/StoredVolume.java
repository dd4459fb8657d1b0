package org.samovar.image.io.raw;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Region;
import org.samovar.image.Channels;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.image.VoxelSource;

/**
 * A volume with the type in which its values are to be stored.
 *
 * @param info about it
 * @param voxels its values
 * @param type that holds all of them
 */
public record StoredVolume(VolumeInfo info, VoxelSource voxels, VoxelType type) {
    /** Whole numbers other than bytes and unsigned 16 bits take the narrowest type; all are read to find it. */
    public static StoredVolume of(Volume volume) {
        VoxelType type =
                switch (volume.info().type()) {
                    case UINT8 -> VoxelType.UINT8;
                    case UINT16 -> VoxelType.UINT16;
                    case FLOAT -> VoxelType.FLOAT32;
                    case INTEGER -> Range.of(volume.info(), volume.voxels()).signed();
                };
        return new StoredVolume(volume.info(), volume.voxels(), type);
    }

    /** 16 bits, or 32 where an id needs them; all are read to find it. */
    public static StoredVolume of(LabelVolume labels) {
        VolumeInfo bare =
                new VolumeInfo(labels.size(), 1, VoxelType.UINT16.sample(), Channels.INTENSITY, labels.geometry());
        boolean isWide = Range.of(bare, labels.voxels()).high > 0xffff;
        VoxelType type = isWide ? VoxelType.INT32 : VoxelType.UINT16;
        VolumeInfo info = new VolumeInfo(labels.size(), 1, type.sample(), Channels.INTENSITY, labels.geometry());
        return new StoredVolume(info, labels.voxels(), type);
    }

    /** Bytes of all values. */
    public long bytes() {
        return RawLayout.planar(info.size(), info.channels(), type, ByteOrder.LITTLE_ENDIAN)
                .bytes();
    }

    /** Writes all values in the order of {@link RawLayout#planar}, least significant byte first. */
    public void writeTo(OutputStream out) throws IOException {
        for (int c = 0; c < info.channels(); c++) {
            for (int t = 0; t < info.size().frames(); t++) {
                for (int z = 0; z < info.size().depth(); z++) {
                    writePlane(out, z, t, c);
                }
            }
        }
    }

    /** Writes a plane row by row, least significant byte first. */
    public void writePlane(OutputStream out, int z, int t, int c) throws IOException {
        int width = info.size().width();
        double[] values = voxels.read(info.size().slice(Axis.Z).region(), z, t, c);
        ByteBuffer row = ByteBuffer.allocate(width * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += width) {
            row.clear();
            for (int x = 0; x < width; x++) {
                type.put(row, values[from + x]);
            }
            out.write(row.array());
        }
    }

    /** Writes a plane with the channels of each pixel beside each other, least significant byte first. */
    public void writeColours(OutputStream out, int z, int t) throws IOException {
        int width = info.size().width();
        for (int y = 0; y < info.size().height(); y++) {
            Region row = new Region(0, y, width, 1);
            double[][] channels = new double[info.channels()][];
            for (int c = 0; c < channels.length; c++) {
                channels[c] = voxels.read(row, z, t, c);
            }
            ByteBuffer bytes =
                    ByteBuffer.allocate(width * channels.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            for (int x = 0; x < width; x++) {
                for (double[] channel : channels) {
                    type.put(bytes, channel[x]);
                }
            }
            out.write(bytes.array());
        }
    }

    /** The least and the greatest value. */
    private static final class Range {
        private double low = Double.POSITIVE_INFINITY;
        private double high = Double.NEGATIVE_INFINITY;

        static Range of(VolumeInfo info, VoxelSource voxels) {
            Range range = new Range();
            for (int c = 0; c < info.channels(); c++) {
                for (int t = 0; t < info.size().frames(); t++) {
                    for (int z = 0; z < info.size().depth(); z++) {
                        range.add(voxels.read(info.size().slice(Axis.Z).region(), z, t, c));
                    }
                }
            }
            return range;
        }

        private void add(double[] values) {
            for (double value : values) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }

        /** The narrowest signed type. */
        VoxelType signed() {
            if (low >= Short.MIN_VALUE && high <= Short.MAX_VALUE) {
                return VoxelType.INT16;
            }
            return low >= Integer.MIN_VALUE && high <= Integer.MAX_VALUE ? VoxelType.INT32 : VoxelType.FLOAT64;
        }
    }
}
