package org.samovar.method.masksam;

import java.util.List;
import org.samovar.method.SliceMaps;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Tensor;

/** Levels of the generator as means over few cells of each slice. */
final class Pooled {
    private Pooled() {}

    /** Levels (B, C, D, h, w) to one (B, all C, D, rows, columns); a level with fewer rows than wanted repeats them. */
    static Tensor of(List<Tensor> levels, int rows, int columns) {
        return Ops.cat(levels.stream().map(level -> one(level, rows, columns)).toList(), 1);
    }

    private static Tensor one(Tensor level, int rows, int columns) {
        int h = level.size(3);
        int w = level.size(4);
        if (h % rows != 0 || w % columns != 0) {
            Tensor maps = NeuralOps.resize(
                    SliceMaps.of(level), Interpolation.NEAREST, multiple(h, rows), multiple(w, columns));
            return one(SliceMaps.joined(maps, level.size(2)), rows, columns);
        }
        Tensor cells = level.reshape(level.size(0), level.size(1), level.size(2), rows, h / rows, columns, w / columns);
        return Ops.mean(cells, Axes.DROPPED, 4, 6); // (B, C, D, rows, columns)
    }

    private static int multiple(int length, int of) {
        return (length + of - 1) / of * of;
    }
}
