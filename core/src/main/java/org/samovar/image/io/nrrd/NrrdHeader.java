package org.samovar.image.io.nrrd;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.samovar.geometry.Affine;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.WorldVector;
import org.samovar.image.Channels;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.nrrd.NrrdAxes.Role;
import org.samovar.image.io.nrrd.NrrdTypes.Encoding;
import org.samovar.image.io.raw.Micrometres;
import org.samovar.image.io.raw.RawLayout;
import org.samovar.image.io.raw.VoxelType;

/**
 * What a header says, checked.
 *
 * @param info about the volume
 * @param layout of its values
 * @param encoding of the values
 * @param dataFile where the values are; empty where they follow the header
 * @param length of the header, in bytes
 * @param lineSkip lines before the values
 * @param byteSkip bytes before the values, after unpacking; -1 where they end the file
 */
record NrrdHeader(
        VolumeInfo info,
        RawLayout layout,
        Encoding encoding,
        Optional<String> dataFile,
        int length,
        int lineSkip,
        int byteSkip) {
    static NrrdHeader of(NrrdFields fields) {
        List<List<Double>> directions = fields.vectors("spacedirections");
        NrrdAxes axes = NrrdAxes.of(fields, directions);
        VoxelType type = NrrdTypes.type(fields.required("type"));
        Encoding encoding = NrrdTypes.encoding(fields.required("encoding"));
        int channels = axes.length(Role.CHANNEL);
        RawLayout layout = new RawLayout(
                axes.size(),
                channels,
                type,
                order(fields, type, encoding),
                axes.step(Role.X),
                axes.step(Role.Y),
                axes.step(Role.Z),
                axes.step(Role.T),
                axes.step(Role.CHANNEL),
                1,
                0);
        Optional<String> dataFile = fields.text("datafile");
        if (dataFile.isPresent()
                && (dataFile.get().startsWith("LIST") || dataFile.get().contains("%"))) {
            throw new UserError("its voxels lie in several files, which are not read here");
        }
        int lineSkip = fields.whole("lineskip", 0);
        int byteSkip = fields.whole("byteskip", 0);
        if (lineSkip < 0 || byteSkip < (encoding == Encoding.RAW ? -1 : 0)) {
            throw new UserError("it says that " + lineSkip + " lines and " + byteSkip + " bytes are to be skipped");
        }
        Channels meaning = axes.hasColours() ? Channels.COLOUR : Channels.INTENSITY;
        VolumeInfo info =
                new VolumeInfo(axes.size(), channels, type.sample(), meaning, geometry(fields, axes, directions));
        return new NrrdHeader(info, layout, encoding, dataFile, fields.length(), lineSkip, byteSkip);
    }

    private static ByteOrder order(NrrdFields fields, VoxelType type, Encoding encoding) {
        if (type.bytes() == 1 || encoding == Encoding.TEXT) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        return switch (fields.required("endian").toLowerCase(Locale.ROOT)) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw new UserError("its header names no order of bytes");
        };
    }

    private static VolumeGeometry geometry(NrrdFields fields, NrrdAxes axes, List<List<Double>> directions) {
        List<Double> spacings = fields.numbers("spacings");
        Affine affine = directions.isEmpty()
                ? Affine.of(
                        step(spacings, axes.axis(Role.X)),
                        step(spacings, axes.axis(Role.Y)),
                        step(spacings, axes.axis(Role.Z)))
                : affine(fields, axes, directions);
        List<String> units = fields.words("units");
        List<String> spaceUnits = fields.words("spaceunits");
        String unit = (spaceUnits.isEmpty() ? word(units, axes.axis(Role.X)) : Optional.of(spaceUnits.get(0)))
                .filter(u -> !u.isBlank() && !"???".equals(u))
                .map(Micrometres::named)
                .orElse(VolumeGeometry.likelyUnit(affine));
        int time = axes.axis(Role.T);
        String timeUnit = word(units, time)
                .or(() -> word(spaceUnits, 3))
                .filter(u -> !u.isBlank() && !"???".equals(u))
                .orElse("frame");
        return new VolumeGeometry(affine, unit, interval(spacings, directions, time), timeUnit);
    }

    /** Of the time axis, from its spacing or from the fourth number of its direction. */
    private static double interval(List<Double> spacings, List<List<Double>> directions, int axis) {
        if (axis >= 0 && axis < directions.size() && directions.get(axis).size() > 3) {
            double step = Math.abs(directions.get(axis).get(3));
            return step > 0 && Double.isFinite(step) ? step : 1;
        }
        return step(spacings, axis);
    }

    private static double step(List<Double> spacings, int axis) {
        double step = axis >= 0 && axis < spacings.size() ? Math.abs(spacings.get(axis)) : 1;
        return step > 0 && Double.isFinite(step) ? step : 1;
    }

    private static Optional<String> word(List<String> words, int axis) {
        return axis >= 0 && axis < words.size() ? Optional.of(words.get(axis)) : Optional.empty();
    }

    private static Affine affine(NrrdFields fields, NrrdAxes axes, List<List<Double>> directions) {
        int[] signs = NrrdTypes.signs(fields.text("space").orElse(""));
        List<WorldVector> steps = new ArrayList<>();
        for (Role role : List.of(Role.X, Role.Y, Role.Z)) {
            int axis = axes.axis(role);
            if (axis >= 0 && (axis >= directions.size() || directions.get(axis).isEmpty())) {
                throw new UserError("an axis of its space has no direction");
            }
            if (axis >= 0) {
                steps.add(world(directions.get(axis), signs));
            }
        }
        if (steps.size() == 2) {
            WorldVector normal = steps.get(0).cross(steps.get(1));
            steps.add(normal.times(1 / Math.max(normal.length(), Double.MIN_NORMAL)));
        }
        List<List<Double>> origins = fields.vectors("spaceorigin");
        WorldVector origin = world(origins.isEmpty() ? List.of() : origins.get(0), signs);
        return new Affine(steps.get(0), steps.get(1), steps.get(2), origin);
    }

    /** A vector of two, three or (with time) four numbers, turned to the right, the front and upwards. */
    private static WorldVector world(List<Double> vector, int... signs) {
        double[] out = new double[3];
        for (int i = 0; i < Math.min(3, vector.size()); i++) {
            out[i] = vector.get(i);
        }
        return new WorldVector(signs[0] * out[0] + 0.0, signs[1] * out[1] + 0.0, out[2] + 0.0); // no negative zeros
    }
}
