package org.samovar.train.semantic;

import java.util.Arrays;
import org.samovar.method.Framing;
import org.samovar.method.PatchShape;
import org.samovar.method.SemanticNetwork;
import org.samovar.method.Voxels;
import org.samovar.predict.semantic.SemanticSpec;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensors;

/** Interim: windows beside each other. */
final class WholeCase {
    private WholeCase() {}

    static int[] segment(SemanticNetwork network, SemanticSpec spec, Voxels whole) {
        PatchShape p = spec.patch();
        Voxels v = spec.framing() == Framing.WHOLE_SLICES ? whole.resized(p.height(), p.width()) : whole;
        int[] out = new int[v.depth() * v.height() * v.width()];
        for (int z : starts(v.depth(), p.depth())) {
            for (int y : starts(v.height(), p.height())) {
                for (int x : starts(v.width(), p.width())) {
                    try (Scope scope = Scope.inference()) {
                        long[] k = Ops.argmax(
                                        network.probabilities(Tensors.of(
                                                v.window(z, y, x, p), 1, p.modalities(), p.depth(), p.height(), p.width())),
                                        1)
                                .toLongs();
                        for (int i = 0; i < k.length; i++) {
                            int zz = z + i / p.width() / p.height();
                            int yy = y + i / p.width() % p.height();
                            int xx = x + i % p.width();
                            if (zz >= 0 && zz < v.depth() && yy >= 0 && yy < v.height() && xx >= 0 && xx < v.width()) {
                                out[(zz * v.height() + yy) * v.width() + xx] = (int) k[i];
                            }
                        }
                    }
                }
            }
        }
        if (v == whole) {
            return out;
        }
        int[] back = new int[whole.depth() * whole.height() * whole.width()];
        for (int i = 0; i < back.length; i++) {
            int x = i % whole.width() * p.width() / whole.width();
            int y = i / whole.width() % whole.height() * p.height() / whole.height();
            back[i] = out[(i / whole.width() / whole.height() * p.height() + y) * p.width() + x];
        }
        return back;
    }

    private static int[] starts(int size, int window) {
        int count = Math.max(1, (size + window - 1) / window);
        int[] out = new int[count];
        Arrays.setAll(out, i -> count == 1 ? Math.floorDiv(size - window, 2) : (int) ((long) i * (size - window) / (count - 1)));
        return out;
    }
}
