package org.samovar.fiji.manager;

import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.io.OpenDialog;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import org.samovar.catalog.ModelEntry;
import org.samovar.catalog.ModelEntry.State;
import org.samovar.catalog.ModelStore;
import org.samovar.fiji.job.Attempt;
import org.samovar.fiji.job.ManageModelsJob;
import org.samovar.fiji.job.ManageModelsOptions;
import org.samovar.fiji.job.ModelAction;
import org.samovar.fiji.model.ModelHost;

/**
 * A table of all models with buttons for what can be done with the one that is selected. One action at a time, away from the event thread; each that succeeds is a line in the
 * recorder. Used on the event thread.
 */
public final class ModelsWindow {
    private static final String TITLE = "Manage Models";
    private static final int[] WIDTHS = {170, 330, 70, 100, 140};
    private static final int ROW_PIXELS = 20;

    private static Optional<ModelsWindow> shown = Optional.empty();

    private final ModelHost host;
    private final ModelStore store;
    private final JFrame frame = new JFrame(TITLE);
    private final ModelTable models = new ModelTable();
    private final JTable table = new JTable(models);
    private final JProgressBar bar = new JProgressBar();
    private final JLabel text = new JLabel(" ");
    private final JButton download = new JButton("Download...");
    private final JButton take = new JButton("Import...");
    private final JButton delete = new JButton("Delete...");
    private final JButton information = new JButton("Information");
    private final JButton stop = new JButton("Stop");
    private Optional<Work> work = Optional.empty();

    private ModelsWindow(ModelHost host, ModelStore store) {
        this.host = host;
        this.store = store;
    }

    /** Opens the window, or brings the one that is open to the front; from any thread. */
    public static void show(ModelHost host, ModelStore store) {
        EventQueue.invokeLater(() -> {
            if (shown.isEmpty()) {
                ModelsWindow window = new ModelsWindow(host, store);
                shown = Optional.of(window);
                window.open();
            }
            shown.get().frame.toFront();
        });
    }

    private void open() {
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setRowHeight(ROW_PIXELS);
        for (int i = 0; i < WIDTHS.length; i++) {
            table.getColumnModel().getColumn(i).setPreferredWidth(WIDTHS[i]);
        }
        table.getSelectionModel().addListSelectionListener(e -> enable());
        table.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent e) {
                if (e.getClickCount() == 2 && information.isEnabled()) {
                    information.doClick();
                }
            }
        });
        download.addActionListener(e -> selected().filter(this::wantsDownload).ifPresent(on(ModelAction.DOWNLOAD)));
        take.addActionListener(e -> chosen().map(ManageModelsOptions::importing).ifPresent(this::begin));
        delete.addActionListener(e -> selected().filter(this::wantsDelete).ifPresent(on(ModelAction.DELETE)));
        information.addActionListener(e -> selected().ifPresent(on(ModelAction.INFORMATION)));
        stop.addActionListener(e -> work.ifPresent(Work::stop));
        frame.getRootPane()
                .registerKeyboardAction(
                        e -> escape(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowActivated(WindowEvent e) {
                refresh();
            }

            @Override
            public void windowClosing(WindowEvent e) {
                close();
            }
        });
        text.setText("Files are kept in " + store.folder() + "; one that you put there is a model by its name.");
        layOut();
        enable();
        refresh();
        WindowManager.addWindow(frame);
        frame.setVisible(true);
    }

    private void layOut() {
        JPanel buttons = new JPanel();
        for (JButton button : List.of(download, take, delete, information, stop)) {
            buttons.add(button);
        }
        JPanel below = new JPanel(new BorderLayout(6, 6));
        below.setBorder(BorderFactory.createEmptyBorder(6, 6, 6, 6));
        below.add(text, BorderLayout.NORTH);
        below.add(bar, BorderLayout.CENTER);
        below.add(buttons, BorderLayout.SOUTH);
        JScrollPane list = new JScrollPane(table);
        list.setPreferredSize(new Dimension(820, 18 * ROW_PIXELS));
        frame.add(list, BorderLayout.CENTER);
        frame.add(below, BorderLayout.SOUTH);
        frame.pack();
        frame.setLocationByPlatform(true);
    }

    private void escape() {
        if (work.isPresent()) {
            work.get().stop();
        } else {
            close();
        }
    }

    private void close() {
        work.ifPresent(Work::stop);
        WindowManager.removeWindow(frame);
        frame.dispose();
        shown = Optional.empty();
    }

    /** Reads the folder again, for others put files there as well. */
    private void refresh() {
        aside(() -> Attempt.run(TITLE, () -> {
            List<ModelEntry> entries = store.entries();
            EventQueue.invokeLater(() -> list(entries));
        }));
    }

    private void list(List<ModelEntry> entries) {
        Optional<ModelEntry> before = selected();
        models.show(entries);
        before.map(entry -> models.row(entry.name()))
                .filter(row -> row >= 0)
                .ifPresent(row -> table.setRowSelectionInterval(row, row));
    }

    private Optional<ModelEntry> selected() {
        return models.entry(table.getSelectedRow());
    }

    private void enable() {
        boolean idle = work.isEmpty();
        Optional<State> state = selected().map(ModelEntry::state).filter(any -> idle);
        download.setEnabled(state.filter(s -> s == State.ELSEWHERE || s == State.PARTLY_HERE)
                .isPresent());
        delete.setEnabled(
                state.filter(s -> s == State.HERE || s == State.PARTLY_HERE).isPresent());
        information.setEnabled(state.isPresent());
        take.setEnabled(idle);
        stop.setEnabled(!idle);
        bar.setVisible(!idle);
    }

    private boolean wantsDownload(ModelEntry model) {
        List<String> lines = new ArrayList<>(List.of(model.name() + ": " + model.title(), "Size: " + model.size()));
        lines.add("Licence of the weights: " + model.licence());
        model.known().flatMap(known -> known.url()).ifPresent(url -> lines.add("From: " + url));
        lines.add("To: " + store.folder());
        return confirmed(lines, "Download");
    }

    private boolean wantsDelete(ModelEntry model) {
        return confirmed(List.of("Delete the file of " + model.name() + " (" + model.size() + ")?"), "Delete");
    }

    private static boolean confirmed(List<String> lines, String yes) {
        GenericDialog dialog = new GenericDialog(TITLE);
        dialog.addMessage(String.join("\n", lines));
        dialog.setOKLabel(yes);
        dialog.showDialog();
        return dialog.wasOKed();
    }

    private static Optional<Path> chosen() {
        OpenDialog dialog = new OpenDialog("Import a file of weights (.pth, .pt, .safetensors)");
        return Optional.ofNullable(dialog.getPath()).map(Path::of);
    }

    private Consumer<ModelEntry> on(ModelAction action) {
        return model -> begin(ManageModelsOptions.on(action, model.name()));
    }

    private void begin(ManageModelsOptions options) {
        Work begun = new Work(bar, text);
        work = Optional.of(begun);
        begun.report(0, 1, options.action().label() + "...");
        enable();
        aside(() -> {
            List<String> lines = new ArrayList<>();
            String problem =
                    Attempt.run(TITLE, () -> lines.addAll(new ManageModelsJob(host, store, options).lines(begun)));
            EventQueue.invokeLater(() -> end(options, problem, lines));
        });
    }

    private void end(ManageModelsOptions options, String problem, List<String> lines) {
        work = Optional.empty();
        text.setText(problem.isEmpty() ? lines.get(lines.size() - 1) : problem);
        if (problem.isEmpty()) {
            if (options.action() == ModelAction.INFORMATION) {
                text.setText(" ");
                new TextWindow("Information on " + options.model(), String.join("\n", lines), 760, 420);
            }
            if (Recorder.record) {
                Recorder.recordString(options.macro());
            }
        }
        enable();
        refresh();
    }

    private static void aside(Runnable action) {
        Thread thread = new Thread(action, "samovar-manager");
        thread.setDaemon(true);
        thread.start();
    }
}
