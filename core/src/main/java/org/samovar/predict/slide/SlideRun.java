package org.samovar.predict.slide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.samovar.predict.Progress;

/** Segments a slide tile by tile: what was kept is not computed again, and rows are handed on as soon as they are done. */
public final class SlideRun {
    private static final String DOING = "segmenting a slide";

    private final TileWork work;
    private final TileStore store;
    private final SlideSink sink;
    private final Stitcher stitcher;

    /**
     * Sets a run up.
     *
     * @param work that computes tiles
     * @param store of tiles that are done
     * @param joining when what neighbouring fields found is the same
     * @param sink is given each object once it is whole
     */
    public SlideRun(TileWork work, TileStore store, Joining joining, SlideSink sink) {
        this.work = work;
        this.store = store;
        this.sink = sink;
        this.stitcher = new Stitcher(work.grid().fields(), joining, sink::accept);
    }

    /**
     * Runs to the end.
     *
     * @param progress in tiles
     * @throws org.samovar.geometry.UserError when the slide cannot be read any more, a file cannot be written, or the network's answer is not a
     *     number; the tiles that are done stay
     * @throws java.util.concurrent.CancellationException when cancelled; the tiles that are done stay
     */
    public void run(Progress progress) {
        TileGrid grid = work.grid();
        long total = (long) grid.columns() * grid.rows();
        for (int row = 0; row < grid.rows(); row++) {
            List<Field> fields = new ArrayList<>();
            for (TileGrid.Tile tile : grid.row(row)) {
                progress.step((long) row * grid.columns() + tile.column(), total, DOING);
                fields.addAll(store.get(tile).orElseGet(() -> store.computed(tile, work, progress)));
            }
            handOn(fields);
        }
        stitcher.finish();
        sink.flush();
        progress.step(total, total, DOING);
    }

    /** The fields of a row of tiles, row by row of the fields. */
    private void handOn(List<Field> fields) {
        fields.sort(Comparator.comparingInt(Field::row).thenComparingInt(Field::column));
        int columns = work.grid().fields().columns();
        for (int i = 0; i < fields.size(); i += columns) {
            stitcher.add(fields.subList(i, i + columns));
        }
        sink.flush();
    }
}
