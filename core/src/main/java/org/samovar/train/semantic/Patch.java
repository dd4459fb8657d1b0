package org.samovar.train.semantic;

import org.samovar.method.PatchShape;

/**
 * A piece of a case.
 *
 * @param shape of it
 * @param values (M, D, H, W) in row-major order; may be written until it is handed on
 * @param classes (D, H, W) in row-major order
 */
public record Patch(PatchShape shape, float[] values, byte[] classes) {
    /** Mirrors it in place. */
    void mirror(Augmentation.Mirror along) {
        int[] sizes = {shape.depth(), shape.height(), shape.width()};
        int axis = along.ordinal();
        int inner = 1;
        for (int i = axis + 1; i < 3; i++) {
            inner *= sizes[i];
        }
        int n = sizes[axis];
        for (int from = 0; from < values.length; from += n * inner) {
            for (int a = 0; a < n / 2; a++) {
                for (int i = 0; i < inner; i++) {
                    int one = from + a * inner + i;
                    int other = from + (n - 1 - a) * inner + i;
                    float value = values[one];
                    values[one] = values[other];
                    values[other] = value;
                    if (other < classes.length) {
                        byte kept = classes[one];
                        classes[one] = classes[other];
                        classes[other] = kept;
                    }
                }
            }
        }
    }
}
