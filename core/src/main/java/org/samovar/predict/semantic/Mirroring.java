package org.samovar.predict.semantic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samovar.method.PatchShape;

/** Whether a system sees each patch mirrored as well, and answers with the mean: better by a little, and several times slower. */
public enum Mirroring {
    NONE,
    /** Along every combination of the axes that are longer than one voxel: 8 times for volumes, 4 times for images. */
    ALL_AXES;

    private static final int FIRST_AXIS = 2;

    /** The axes of (B, M, D, H, W) along which a patch is mirrored, for each time that it is seen. */
    List<long[]> views(PatchShape patch) {
        List<long[]> views = new ArrayList<>(List.of(new long[0]));
        if (this == ALL_AXES) {
            int[] lengths = {patch.depth(), patch.height(), patch.width()};
            for (int axis = 0; axis < lengths.length; axis++) {
                if (lengths[axis] > 1) {
                    addMirrored(views, FIRST_AXIS + axis);
                }
            }
        }
        return views;
    }

    private static void addMirrored(List<long[]> views, long axis) {
        for (long[] view : List.copyOf(views)) {
            long[] more = Arrays.copyOf(view, view.length + 1);
            more[view.length] = axis;
            views.add(more);
        }
    }
}
