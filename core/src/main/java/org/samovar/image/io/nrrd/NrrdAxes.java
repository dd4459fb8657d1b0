package org.samovar.image.io.nrrd;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;

/**
 * Which axis of a file is which. Axes of space come in the order of the file; a fourth of them is time. Of the others, time
 * and lists are time (a list is how 3D Slicer stores sequences), vectors and colours are channels.
 */
final class NrrdAxes {
    /** What an axis of the file stands for. */
    enum Role {
        X,
        Y,
        Z,
        T,
        CHANNEL
    }

    private final int[] sizes;
    private final List<String> kinds;
    private final Map<Role, Integer> axes = new EnumMap<>(Role.class);

    private NrrdAxes(int[] sizes, List<String> kinds) {
        this.sizes = sizes;
        this.kinds = kinds;
    }

    /**
     * Reads the axes.
     *
     * @param directions of the axes in space, empty for those that have none; no element where the file has no space
     */
    static NrrdAxes of(NrrdFields fields, List<List<Double>> directions) {
        int[] sizes = fields.lengths("sizes");
        int dimension = fields.whole("dimension", 0);
        if (dimension != sizes.length) {
            throw new UserError("it says it has " + dimension + " axes and " + sizes.length + " sizes");
        }
        NrrdAxes out = new NrrdAxes(sizes, fields.words("kinds"));
        for (int axis = 0; axis < sizes.length; axis++) {
            out.place(axis, directions);
        }
        if (!out.axes.containsKey(Role.Y)) {
            throw new UserError("it has fewer than two axes in space");
        }
        return out;
    }

    private void place(int axis, List<List<Double>> directions) {
        Role role = role(axis, directions);
        if (axes.putIfAbsent(role, axis) != null && sizes[axis] > 1) {
            throw new UserError("it has more than space, time and channels");
        }
    }

    private Role role(int axis, List<List<Double>> directions) {
        String kind = axis < kinds.size() ? kinds.get(axis).toLowerCase(Locale.ROOT) : "";
        boolean hasDirection = axis < directions.size() && !directions.get(axis).isEmpty();
        return switch (kind) {
            case "domain", "space" -> nextOfSpace();
            case "time", "list" -> Role.T;
            case "", "???", "none" -> {
                if (hasDirection || directions.isEmpty()) {
                    yield nextOfSpace();
                }
                yield axis == 0 ? Role.CHANNEL : Role.T;
            }
            default -> Role.CHANNEL;
        };
    }

    private Role nextOfSpace() {
        for (Role role : List.of(Role.X, Role.Y, Role.Z)) {
            if (!axes.containsKey(role)) {
                return role;
            }
        }
        return Role.T;
    }

    /** The axis of the file; -1 where it has none such. */
    int axis(Role role) {
        return axes.getOrDefault(role, -1);
    }

    int length(Role role) {
        return axes.containsKey(role) ? sizes[axis(role)] : 1;
    }

    /** From one to the next along an axis, counted in values. */
    long step(Role role) {
        long step = 1;
        try {
            for (int axis = 0; axis < axis(role); axis++) {
                step = Math.multiplyExact(step, (long) sizes[axis]);
            }
            return step;
        } catch (ArithmeticException e) {
            throw new UserError("its voxels are more than any file holds", e);
        }
    }

    VolumeSize size() {
        return new VolumeSize(length(Role.X), length(Role.Y), length(Role.Z), length(Role.T));
    }

    boolean hasColours() {
        int axis = axis(Role.CHANNEL);
        String kind = axis >= 0 && axis < kinds.size() ? kinds.get(axis).toLowerCase(Locale.ROOT) : "";
        return sizes.length > 0 && length(Role.CHANNEL) == 3 && "rgb-color".equals(kind);
    }
}
