package org.samovar.fiji.installed;

import ij.Executer;
import ij.IJ;
import ij.ImageJ;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Frame;
import java.io.File;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JTable;

/** Looks after models in the window, as a user does. */
final class ModelsMain {
    private static final String COMMAND = "Manage Models...";

    private final JFrame window;
    private final JTable table;

    private ModelsMain(JFrame window) {
        this.window = window;
        this.table = (JTable) find(window, part -> part instanceof JTable).orElseThrow();
    }

    /** @param arguments not used, and a folder for pictures of the screen with a file {@code system.safetensors} */
    public static void main(String[] arguments) throws Exception {
        new ImageJ();
        Recorder recorder = new Recorder();
        recorder.setLocation(20, 640);
        File folder = new File(arguments[1]);
        new Executer(COMMAND, null); // what a choice in the menu does
        DisplayMain.await("the window", () -> frame(JFrame.class).isPresent());
        DisplayMain.print("DIALOGS " + (DisplayMain.dialog() == null ? 0 : 1));
        ModelsMain user = new ModelsMain((JFrame) frame(JFrame.class).orElseThrow());
        user.work(new File(folder, "system.safetensors").getPath().replace('\\', '/'), folder);
        DisplayMain.await("the recorded line", () -> recorder.getText().contains("Delete"));
        recorder.getText().lines().forEach(line -> DisplayMain.print("RECORDED " + line));
        System.exit(0);
    }

    private void work(String file, File folder) throws Exception {
        DisplayMain.await("the models", () -> row("samovar-nano") == 0);
        select("samovar-nano");
        DisplayMain.print("EMBEDDED " + enabled());
        select("sam2.1-tiny");
        DisplayMain.print("ELSEWHERE " + enabled());
        press("Download...");
        DisplayMain.await("the licence", () -> DisplayMain.dialog() != null);
        Thread.sleep(500);
        DisplayMain.screenshot(new File(folder, "models-licence.png"));
        GenericDialog licence = DisplayMain.dialog();
        EventQueue.invokeAndWait(licence::dispose);
        DisplayMain.await("the end of the dialog", () -> DisplayMain.dialog() == null);

        IJ.runMacro("run('" + COMMAND + "', 'action=Import file=[" + file + "]');");
        window.getWindowListeners()[0].windowActivated(null); // this display does not give the focus back
        DisplayMain.await("the imported file", () -> row("system.safetensors") > 0);
        select("system.safetensors");
        DisplayMain.print("OWN " + enabled());
        press("Information");
        DisplayMain.await("the information", () -> frame(TextWindow.class).isPresent());
        Thread.sleep(500);
        DisplayMain.screenshot(new File(folder, "models-window.png"));
        press("Delete...");
        DisplayMain.await("the question", () -> DisplayMain.dialog() != null);
        DisplayMain.confirm(DisplayMain.dialog());
        DisplayMain.await("the end of the file", () -> row("system.safetensors") < 0);
    }

    private int row(String name) {
        for (int i = 0; i < table.getRowCount(); i++) {
            if (name.equals(table.getValueAt(i, 0))) {
                return i;
            }
        }
        return -1;
    }

    private void select(String name) throws Exception {
        EventQueue.invokeAndWait(() -> table.setRowSelectionInterval(row(name), row(name)));
    }

    private void press(String label) throws Exception {
        DisplayMain.await("the button " + label, () -> button(label).isEnabled());
        EventQueue.invokeLater(button(label)::doClick); // a dialog keeps it until it is answered
    }

    private String enabled() {
        return Arrays.asList("Download...", "Import...", "Delete...", "Information", "Stop").stream()
                .filter(label -> button(label).isEnabled())
                .toList()
                .toString();
    }

    private JButton button(String label) {
        return (JButton) find(window, part -> part instanceof JButton button && label.equals(button.getText()))
                .orElseThrow();
    }

    private static Optional<Component> find(Container where, Predicate<Component> wanted) {
        for (Component part : where.getComponents()) {
            if (wanted.test(part)) {
                return Optional.of(part);
            }
            if (part instanceof Container inner) {
                Optional<Component> found = find(inner, wanted);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Frame> frame(Class<? extends Frame> type) {
        return Arrays.stream(Frame.getFrames())
                .filter(frame -> frame.isShowing() && frame.getClass() == type)
                .findFirst();
    }
}
