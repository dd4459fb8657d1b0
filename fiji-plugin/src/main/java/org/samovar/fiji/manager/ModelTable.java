package org.samovar.fiji.manager;

import java.util.List;
import java.util.Optional;
import javax.swing.table.AbstractTableModel;
import org.samovar.catalog.ModelEntry;
import org.samovar.fiji.job.ManageModelsJob;

/** The models as rows. Used on the event thread. */
final class ModelTable extends AbstractTableModel {
    private static final long serialVersionUID = 1L;
    private static final List<String> COLUMNS = List.of("Name", "What", "Size", "Licence", "Where");

    private transient List<ModelEntry> entries = List.of();

    void show(List<ModelEntry> models) {
        entries = models;
        fireTableDataChanged();
    }

    /** @param row of the table; negative for none */
    Optional<ModelEntry> entry(int row) {
        return row < 0 || row >= entries.size() ? Optional.empty() : Optional.of(entries.get(row));
    }

    /** The row of a model; negative when it is not there. */
    int row(String name) {
        return entries.stream().map(ModelEntry::name).toList().indexOf(name);
    }

    @Override
    public int getRowCount() {
        return entries.size();
    }

    @Override
    public int getColumnCount() {
        return COLUMNS.size();
    }

    @Override
    public String getColumnName(int column) {
        return COLUMNS.get(column);
    }

    @Override
    public Object getValueAt(int row, int column) {
        ModelEntry model = entries.get(row);
        return switch (column) {
            case 0 -> model.name();
            case 1 -> model.title();
            case 2 -> model.size();
            case 3 -> model.licence();
            default -> ManageModelsJob.state(model);
        };
    }
}
