package org.samovar.bridge.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Optional;
import org.samovar.bridge.plane.AxisPlane;
import org.samovar.bridge.plane.ObliquePlane;
import org.samovar.bridge.plane.Plane;
import org.samovar.bridge.plane.VoxelBox;
import org.samovar.bridge.plane.VoxelVector;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Meta;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;

/** Planes, axes and boxes as the protocol writes them. */
final class Planes {
    private static final int LARGEST_INDEX = Integer.MAX_VALUE;
    private static final int LONGEST_SIDE = 1 << 15;

    private Planes() {}

    /** The plane of a field. */
    static Plane read(Meta meta, String name) throws Fault {
        Meta plane = meta.object(name);
        int frame = plane.whole("frame", 0, LARGEST_INDEX, 0);
        if (plane.has("origin")) {
            int[] size = plane.wholes("size", 2, 1, LONGEST_SIDE);
            return new ObliquePlane(
                    vector(plane, "origin"),
                    vector(plane, "right"),
                    vector(plane, "down"),
                    new Size(size[0], size[1]),
                    frame);
        }
        Axis axis = axis(plane.text("axis"))
                .filter(known -> known != Axis.T)
                .orElseThrow(() -> plane.wrong("axis", "i, j or k"));
        return new AxisPlane(axis, plane.whole("index", 0, LARGEST_INDEX), frame);
    }

    private static VoxelVector vector(Meta plane, String name) throws Fault {
        double[] numbers = plane.numbers(name, 3);
        return new VoxelVector(numbers[0], numbers[1], numbers[2]);
    }

    /** The axis of a name: i, j, k, or t. */
    static Optional<Axis> axis(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "i" -> Axis.X;
                    case "j" -> Axis.Y;
                    case "k" -> Axis.Z;
                    case "t" -> Axis.T;
                    default -> null;
                });
    }

    private static String name(Axis axis) {
        return switch (axis) {
            case X -> "i";
            case Y -> "j";
            case Z -> "k";
            case T -> "t";
        };
    }

    /** A plane as it is read. */
    static JsonObject write(Plane plane) {
        JsonObject out = new JsonObject();
        if (plane instanceof AxisPlane slice) {
            out.addProperty("axis", name(slice.axis()));
            out.addProperty("index", slice.index());
        } else if (plane instanceof ObliquePlane oblique) {
            out.add("origin", list(oblique.origin()));
            out.add("right", list(oblique.right()));
            out.add("down", list(oblique.down()));
            JsonArray size = new JsonArray();
            size.add(oblique.size().width());
            size.add(oblique.size().height());
            out.add("size", size);
        }
        out.addProperty("frame", plane.frame());
        return out;
    }

    private static JsonArray list(VoxelVector vector) {
        JsonArray out = new JsonArray();
        out.add(vector.i());
        out.add(vector.j());
        out.add(vector.k());
        return out;
    }

    /** A box as {@code [i0,i1,j0,j1,k0,k1]}. */
    static JsonArray write(VoxelBox box) {
        JsonArray out = new JsonArray();
        for (int edge : new int[] {box.i0(), box.i1(), box.j0(), box.j1(), box.k0(), box.k1()}) {
            out.add(edge);
        }
        return out;
    }
}
