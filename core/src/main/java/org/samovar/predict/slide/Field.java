package org.samovar.predict.slide;

import java.util.List;

/**
 * A field that is done.
 *
 * @param column of the grid
 * @param row of the grid
 * @param objects in its window
 */
public record Field(int column, int row, List<FieldObject> objects) {
    public Field {
        objects = List.copyOf(objects);
    }
}
