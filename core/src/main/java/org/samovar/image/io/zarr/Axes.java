package org.samovar.image.io.zarr;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;

/** Which axis of an array is which; axes with other names have one value each. */
final class Axes {
    /** What an axis stands for. */
    enum Role {
        X,
        Y,
        Z,
        C,
        T
    }

    private static final int MOST_CHANNELS = 1 << 16;

    private final int[] shape;
    private final Map<Role, Integer> places = new EnumMap<>(Role.class);

    /** @param names of the axes, as many as there are */
    Axes(List<String> names, int... shape) {
        this.shape = shape;
        for (int axis = 0; axis < shape.length; axis++) {
            String name = names.get(axis).toLowerCase(Locale.ROOT);
            switch (name) {
                case "x", "y", "z", "c", "t" -> places.putIfAbsent(Role.valueOf(name.toUpperCase(Locale.ROOT)), axis);
                case "channel" -> places.putIfAbsent(Role.C, axis);
                case "time" -> places.putIfAbsent(Role.T, axis);
                default -> {}
            }
            if (!places.containsValue(axis) && shape[axis] > 1) {
                throw new UserError("its axis '" + names.get(axis) + "' is none of x, y, z, channels and time");
            }
        }
        if (!places.containsKey(Role.X) || !places.containsKey(Role.Y)) {
            throw new UserError("it has no axes x and y");
        }
        if (channels() > MOST_CHANNELS) {
            throw new UserError("it says it has " + channels() + " channels");
        }
    }

    /** What arrays without names have by custom, the slowest axis first. */
    static List<String> customary(int rank) {
        List<String> all = List.of("t", "c", "z", "y", "x");
        return switch (rank) {
            case 2, 3 -> all.subList(all.size() - rank, all.size());
            case 4 -> List.of("t", "z", "y", "x");
            case 5 -> all;
            default -> throw new UserError("it has " + rank + " axes without names");
        };
    }

    /** The same of N5, the fastest axis first. */
    static List<String> customaryN5(int rank) {
        List<String> all = new ArrayList<>(List.of("x", "y", "z", "t", "c"));
        if (rank < 2 || rank > all.size()) {
            throw new UserError("it has " + rank + " axes without names");
        }
        return all.subList(0, rank);
    }

    /** The place of an axis in the array; -1 where it has none such. */
    int place(Role role) {
        return places.getOrDefault(role, -1);
    }

    /** Values along an axis; 1 where there is none such. */
    int length(Role role) {
        return places.containsKey(role) ? shape[place(role)] : 1;
    }

    VolumeSize size() {
        return new VolumeSize(length(Role.X), length(Role.Y), length(Role.Z), length(Role.T));
    }

    int channels() {
        return length(Role.C);
    }
}
