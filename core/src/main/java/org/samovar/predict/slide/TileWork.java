package org.samovar.predict.slide;

import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.Region;
import org.samovar.image.PixelRuns;
import org.samovar.image.RgbImage;
import org.samovar.image.Slide;
import org.samovar.predict.Progress;

/**
 * Computes tiles, each by itself, here or on another machine.
 *
 * @param slide that is read; the caller closes it
 * @param level of it, 0 the finest
 * @param grid of its tiles
 * @param segmenter that finds what is in the window of a field
 * @param blankness of fields that are not looked at
 */
public record TileWork(Slide slide, int level, TileGrid grid, FieldSegmenter segmenter, Blankness blankness) {
    /**
     * The fields of a tile, row by row.
     *
     * @param progress that stops it between fields and within them
     * @throws org.samovar.geometry.UserError when the slide cannot be read any more, or the network's answer is not a number
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public List<Field> compute(TileGrid.Tile tile, Progress progress) {
        Region whole = grid.window(tile);
        RgbImage pixels = slide.read(level, whole, progress::isCancelled);
        Progress quiet = new StoppedBy(progress);
        List<Field> out = new ArrayList<>();
        for (Field field : grid.fields(tile)) {
            quiet.step(0, 1, "segmenting a slide");
            Region window = grid.fields().window(field.column(), field.row());
            RgbImage part = pixels.crop(
                    new Region(window.x() - whole.x(), window.y() - whole.y(), window.width(), window.height()));
            List<FieldObject> objects = new ArrayList<>();
            if (!blankness.holds(part)) {
                segmenter
                        .find(part, quiet)
                        .forEach(found -> objects.add(new FieldObject(
                                PixelRuns.of(found.mask(), window.x(), window.y()), found.score(), found.kind())));
            }
            out.add(new Field(field.column(), field.row(), objects));
        }
        return out;
    }

    /** Tells nobody about the steps of a field, but is cancelled with the whole. */
    private record StoppedBy(Progress whole) implements Progress {
        @Override
        public void report(long done, long total, String what) {
            // a slide has thousands of fields
        }

        @Override
        public boolean isCancelled() {
            return whole.isCancelled();
        }
    }
}
