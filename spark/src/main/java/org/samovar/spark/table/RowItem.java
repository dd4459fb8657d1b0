package org.samovar.spark.table;

import java.io.Serializable;
import java.util.List;

/**
 * A row as it is carried out.
 *
 * @param row its number in the table, from 0 on
 * @param fingerprint of its line and the model
 * @param words its line; a list that can be serialized
 */
public record RowItem(int row, String fingerprint, List<String> words) implements Serializable {
    public RowItem {
        words = List.copyOf(words);
    }
}
