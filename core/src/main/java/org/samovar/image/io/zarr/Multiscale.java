package org.samovar.image.io.zarr;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.Affine;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.WorldVector;
import org.samovar.image.io.zarr.Axes.Role;

/**
 * An image in several sizes as OME-Zarr describes it (0.4 and 0.5, "multiscales"), the first of those that a group has.
 *
 * @param names of the axes, the slowest first
 * @param units of the axes; empty where there is none
 * @param levels from the largest to the smallest
 * @param noted from voxels to the world as this program notes it, row by row; empty where it did not
 */
record Multiscale(List<String> names, List<String> units, List<Level> levels, double[] noted) {
    /** The attribute with the directions, which OME-Zarr has no place for. */
    static final String AFFINE = "samovar-affine";

    private static final double CLOSE = 1e-6;

    /**
     * One size.
     *
     * @param path of its array below the group
     * @param scale step of each axis
     * @param translation place of the first value along each axis
     */
    record Level(String path, double[] scale, double[] translation) {}

    /** That of a group; empty where it holds no image. */
    static Optional<Multiscale> of(Node group) {
        List<JsonObject> all = Json.objects(group.ome(), "multiscales");
        if (all.isEmpty()) {
            return Optional.empty();
        }
        JsonObject image = all.get(0);
        List<String> names = new ArrayList<>(Json.texts(image, "axes"));
        List<String> units = new ArrayList<>();
        for (JsonObject axis : Json.objects(image, "axes")) {
            names.add(Json.text(axis, "name", ""));
            units.add(Json.text(axis, "unit", ""));
        }
        if (names.isEmpty()) {
            names.addAll(Axes.customary(5));
        }
        while (units.size() < names.size()) {
            units.add("");
        }
        List<Level> levels = new ArrayList<>();
        for (JsonObject level : Json.objects(image, "datasets")) {
            levels.add(level(level, image, names.size()));
        }
        if (levels.isEmpty()) {
            throw new UserError("its metadata name no array of the image");
        }
        return Optional.of(new Multiscale(names, units, levels, Json.numbers(group.ome(), AFFINE)));
    }

    private static Level level(JsonObject dataset, JsonObject image, int rank) {
        double[] scale = new double[rank];
        Arrays.fill(scale, 1);
        double[] translation = new double[rank];
        for (JsonObject holder : List.of(dataset, image)) {
            for (JsonObject transformation : Json.objects(holder, "coordinateTransformations")) {
                double[] factors = values(transformation, "scale", rank, 1);
                double[] shifts = values(transformation, "translation", rank, 0);
                for (int axis = 0; axis < rank; axis++) {
                    scale[axis] *= factors[axis];
                    translation[axis] = translation[axis] * factors[axis] + shifts[axis];
                }
            }
        }
        return new Level(Json.text(dataset, "path", ""), scale, translation);
    }

    private static double[] values(JsonObject transformation, String type, int rank, double otherwise) {
        double[] values = Json.numbers(transformation, type);
        if (type.equals(Json.text(transformation, "type", "")) && values.length == rank) {
            return values;
        }
        double[] out = new double[rank];
        Arrays.fill(out, otherwise);
        return out;
    }

    VolumeGeometry geometry(Level level, Axes axes) {
        String unit = axes.place(Role.X) < units.size() ? units.get(axes.place(Role.X)) : "";
        int time = axes.place(Role.T);
        double interval = time < 0 ? 1 : Math.abs(level.scale[time]);
        String timeUnit = time < 0 ? "" : units.get(time);
        return new VolumeGeometry(
                affine(level, axes), Units.length(unit), interval > 0 ? interval : 1, Units.time(timeUnit));
    }

    private Affine affine(Level level, Axes axes) {
        double[] steps = of(level.scale, axes, 1);
        double[] places = of(level.translation, axes, 0);
        double[] largest = of(levels.get(0).scale, axes, 1);
        if (noted.length != 12) {
            Affine plain = Affine.of(steps[0], steps[1], steps[2]);
            return new Affine(plain.x(), plain.y(), plain.z(), new WorldVector(places[0], places[1], places[2]));
        }
        double[] first = of(levels.get(0).translation, axes, 0);
        WorldVector[] out = new WorldVector[3];
        WorldVector origin = new WorldVector(noted[3], noted[7], noted[11]);
        for (int axis = 0; axis < 3; axis++) {
            WorldVector whole = new WorldVector(noted[axis], noted[4 + axis], noted[8 + axis]);
            if (!(Math.abs(whole.length() - largest[axis]) <= CLOSE * largest[axis])) {
                throw new UserError("the directions that its metadata note do not fit its scale");
            }
            WorldVector direction = whole.times(1 / whole.length());
            out[axis] = direction.times(steps[axis]);
            origin = origin.plus(direction.times(places[axis] - first[axis]));
        }
        return new Affine(out[0], out[1], out[2], origin);
    }

    /** Those of x, y and z. */
    private static double[] of(double[] values, Axes axes, double otherwise) {
        double[] out = new double[3];
        List<Role> roles = List.of(Role.X, Role.Y, Role.Z);
        for (int i = 0; i < out.length; i++) {
            int place = axes.place(roles.get(i));
            out[i] = place < 0 || place >= values.length ? otherwise : values[place];
        }
        return out;
    }
}
