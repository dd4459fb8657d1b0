package org.samovar.image.io.metaimage;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.samovar.geometry.Affine;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.geometry.WorldVector;
import org.samovar.image.Channels;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.raw.Micrometres;
import org.samovar.image.io.raw.RawLayout;
import org.samovar.image.io.raw.VoxelType;

/**
 * What a header says, checked.
 *
 * @param info about the volume
 * @param layout of its values
 * @param isPacked whether the values are packed by zlib
 * @param dataFile where the values are; empty where they follow the header
 * @param start of the values in their file, in bytes; -1 where they end it
 */
record MetaHeader(VolumeInfo info, RawLayout layout, boolean isPacked, Optional<String> dataFile, int start) {
    static final String COLOUR = "colour";

    private static final int MOST_CHANNELS = 1 << 16;

    static MetaHeader of(MetaFields fields) {
        int axes = fields.whole("ndims", 0);
        if (axes < 2 || axes > 4) {
            throw new UserError("it has " + axes + " axes, where 2 to 4 are read");
        }
        if (fields.text("binarydata").isPresent() && !fields.flag("binarydata")) {
            throw new UserError("its voxels are written as text, which is not read here");
        }
        int[] sizes = fields.lengths("dimsize", axes);
        VolumeSize size = new VolumeSize(sizes[0], sizes[1], axes > 2 ? sizes[2] : 1, axes > 3 ? sizes[3] : 1);
        int channels = fields.whole("elementnumberofchannels", 1);
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw new UserError("it says it has " + channels + " channels");
        }
        VoxelType type = MetaTypes.type(fields.required("elementtype"));
        ByteOrder order = fields.flag("binarydatabyteordermsb", "elementbyteordermsb")
                ? ByteOrder.BIG_ENDIAN
                : ByteOrder.LITTLE_ENDIAN;
        VolumeInfo info =
                new VolumeInfo(size, channels, type.sample(), meaning(fields, channels, type), geometry(fields, axes));
        Optional<String> dataFile = dataFile(fields.required("elementdatafile"));
        int skip = fields.whole("headersize", 0);
        if (skip < -1) {
            throw new UserError("it says that " + skip + " bytes are to be skipped");
        }
        boolean hasStart = skip != 0 || dataFile.isPresent();
        return new MetaHeader(
                info,
                RawLayout.interleaved(size, channels, type, order),
                fields.flag("compresseddata"),
                dataFile,
                hasStart ? skip : fields.length());
    }

    /** Other programs do not say so, but three bytes are colours by all experience. */
    private static Channels meaning(MetaFields fields, int channels, VoxelType type) {
        boolean isColour = fields.text("channelmeaning").map(COLOUR::equals).orElse(type == VoxelType.UINT8);
        return isColour && channels == 3 ? Channels.COLOUR : Channels.INTENSITY;
    }

    private static Optional<String> dataFile(String name) {
        if (name.startsWith("LIST") || name.contains("%")) {
            throw new UserError("its voxels lie in several files, which are not read here");
        }
        return "LOCAL".equalsIgnoreCase(name) ? Optional.empty() : Optional.of(name);
    }

    private static VolumeGeometry geometry(MetaFields fields, int axes) {
        double[] ones = new double[axes];
        Arrays.fill(ones, 1);
        double[] steps = fields.numbers(ones, "elementspacing", "elementsize");
        double[] unit = new double[axes * axes];
        for (int i = 0; i < axes; i++) {
            unit[i * axes + i] = 1;
        }
        double[] directions = fields.numbers(unit, "transformmatrix", "rotation", "orientation");
        double[] origin = fields.numbers(new double[axes], "offset", "position", "origin");
        Affine affine = new Affine(
                direction(directions, axes, 0).times(steps[0]),
                direction(directions, axes, 1).times(steps[1]),
                axes > 2 ? direction(directions, axes, 2).times(steps[2]) : new WorldVector(0, 0, 1),
                world(origin, 0, axes));
        String lengths = fields.text("distanceunits")
                .filter(u -> !"?".equals(u))
                .map(Micrometres::named)
                .orElse(VolumeGeometry.likelyUnit(affine));
        double interval = axes > 3 ? Math.abs(steps[3]) : 1;
        return new VolumeGeometry(
                affine,
                lengths,
                interval > 0 ? interval : 1,
                fields.text("timeunits").orElse("frame"));
    }

    /** Where an axis points to. */
    private static WorldVector direction(double[] directions, int axes, int axis) {
        return world(directions, axis * axes, axes);
    }

    /** A vector to the left and the back, as ITK has it, turned to the right and the front. */
    private static WorldVector world(double[] values, int from, int axes) {
        return new WorldVector(0.0 - values[from], 0.0 - values[from + 1], axes > 2 ? values[from + 2] + 0.0 : 0);
    }
}
