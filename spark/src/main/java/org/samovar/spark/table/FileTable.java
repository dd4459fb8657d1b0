package org.samovar.spark.table;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.samovar.geometry.UserError;
import org.samovar.io.Csv;

/**
 * A table with a row for each piece of work.
 *
 * @param columns their names, all different
 * @param rows a cell for each column
 */
public record FileTable(List<String> columns, List<List<String>> rows) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** @throws UserError when names are missing, come twice or are needed for results, or a row has another number of cells */
    public FileTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (column.isBlank() || !seen.add(column)) {
                throw new UserError("The columns of the table need names, each its own: "
                        + columns.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")) + ".");
            }
            if (RowResult.COLUMNS.contains(column)) {
                throw new UserError("The table has a column '" + column + "', which the results need for themselves.");
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            int cells = rows.get(i).size();
            if (cells != columns.size()) {
                throw new UserError(
                        "Row " + (i + 1) + " of the table has " + cells + " cells for " + columns.size() + " columns.",
                        "A cell with a comma in it needs quotes around it, as a box does: \"10,20,30,40\"");
            }
        }
        if (rows.isEmpty()) {
            throw new UserError("The table has no rows.");
        }
    }

    /**
     * Reads a file of comma-separated values whose first line names the columns.
     *
     * @throws UserError when there is none, or it is no table
     */
    public static FileTable read(Path csv) {
        try {
            String text = Files.readString(csv, StandardCharsets.UTF_8);
            String unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            // a last line counts with or without its end
            List<List<String>> records = Csv.parse(unmarked.endsWith("\n") ? unmarked : unmarked + "\n");
            if (records.isEmpty()) {
                throw new UserError("The table " + csv + " is empty.");
            }
            return new FileTable(records.get(0), records.subList(1, records.size()));
        } catch (CharacterCodingException e) {
            throw new UserError(csv + " is no table in UTF-8.", "A table is a CSV or a Parquet file.", e);
        } catch (IOException e) {
            throw new UserError("Cannot read the table " + csv + ": there is no such file, or no permission.", e);
        }
    }

    /** The cells of a row by the names of their columns. @param row from 0 on */
    public Map<String, String> cells(int row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int c = 0; c < columns.size(); c++) {
            cells.put(columns.get(c), rows.get(row).get(c));
        }
        return cells;
    }
}
