package org.samovar.predict.slide;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.samovar.geometry.UserError;
import org.samovar.predict.Progress;

/**
 * A part of the tiles of a slide, for one of several computers that share the work.
 *
 * @param number from 1 to {@code count}
 * @param count of the shares, at least 1
 */
public record Share(int number, int count) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    public Share {
        if (number < 1 || number > count) {
            throw new UserError("There is no share " + number + " of " + count + ".", "The first of four is 1/4.");
        }
    }

    /** From {@code 1/4}. @throws UserError when it is no such text */
    public static Share parse(String text) {
        Matcher share = TEXT.matcher(text);
        if (!share.matches()) {
            throw new UserError("'" + text + "' is no share, such as 1/4.");
        }
        return new Share(Integer.parseInt(share.group(1)), Integer.parseInt(share.group(2)));
    }

    /** Each {@code count}-th tile, row by row. */
    public List<TileGrid.Tile> of(TileGrid grid) {
        List<TileGrid.Tile> out = new ArrayList<>();
        long at = 0;
        for (int row = 0; row < grid.rows(); row++) {
            for (TileGrid.Tile tile : grid.row(row)) {
                if (at++ % count == number - 1) {
                    out.add(tile);
                }
            }
        }
        return out;
    }

    /**
     * Computes the tiles of the share that are not there yet.
     *
     * @return how many there are in the share
     * @throws UserError when the slide cannot be read any more, a file cannot be written, or the network's answer is not a number; the tiles
     *     that are done stay
     * @throws java.util.concurrent.CancellationException when cancelled; the tiles that are done stay
     */
    public int compute(TileWork work, TileStore store, Progress progress) {
        List<TileGrid.Tile> tiles = of(work.grid());
        for (int i = 0; i < tiles.size(); i++) {
            progress.step(i, tiles.size(), "segmenting a share of a slide");
            TileGrid.Tile tile = tiles.get(i);
            if (store.get(tile).isEmpty()) {
                store.computed(tile, work, progress);
            }
        }
        return tiles.size();
    }
}
