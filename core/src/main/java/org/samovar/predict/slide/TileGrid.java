package org.samovar.predict.slide;

import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;

/**
 * What is read, computed and kept at a time: squares of whole fields.
 *
 * @param fields that the tiles consist of
 * @param side of a tile in pixels, a multiple of that of a field
 */
public record TileGrid(FieldGrid fields, int side) {
    private static final int MOST = 1 << 14;

    public TileGrid {
        if (side < fields.side() || side > MOST || side % fields.side() != 0) {
            throw new UserError(
                    "Tiles of " + side + " pixels do not consist of whole fields.",
                    "The side of a tile is a multiple of " + fields.side() + " up to " + MOST + ".");
        }
    }

    /**
     * A tile.
     *
     * @param column from 0, from left to right
     * @param row from 0, from top to bottom
     */
    public record Tile(int column, int row) {}

    /** The tiles of a row, from left to right. */
    public List<Tile> row(int row) {
        List<Tile> out = new ArrayList<>();
        for (int column = 0; column < columns(); column++) {
            out.add(new Tile(column, row));
        }
        return out;
    }

    public int columns() {
        return (fields.width() - 1) / side + 1;
    }

    public int rows() {
        return (fields.height() - 1) / side + 1;
    }

    /** The fields of a tile row by row, with nothing found in them. */
    public List<Field> fields(Tile tile) {
        int each = side / fields.side();
        List<Field> out = new ArrayList<>();
        for (int y = tile.row() * each; y < Math.min(fields.rows(), (tile.row() + 1) * each); y++) {
            for (int x = tile.column() * each; x < Math.min(fields.columns(), (tile.column() + 1) * each); x++) {
                out.add(new Field(x, y, List.of()));
            }
        }
        return out;
    }

    /** What is read for a tile: the windows of all its fields. */
    public Region window(Tile tile) {
        List<Field> all = fields(tile);
        Field last = all.get(all.size() - 1);
        Region from = fields.window(all.get(0).column(), all.get(0).row());
        Region to = fields.window(last.column(), last.row());
        return new Region(from.x(), from.y(), to.x() + to.width() - from.x(), to.y() + to.height() - from.y());
    }
}
