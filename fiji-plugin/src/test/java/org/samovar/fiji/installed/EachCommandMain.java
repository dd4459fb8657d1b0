package org.samovar.fiji.installed;

import ij.Executer;
import ij.IJ;
import ij.ImageJ;
import ij.Prefs;
import ij.WindowManager;
import ij.plugin.frame.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs commands by their dialogs, with the recorder, and then by the lines that were recorded. */
final class EachCommandMain {
    /** Between two commands. */
    static final String CLEANING = "close('*'); run('Clear Results');"
            + " if (isOpen('Samovar Evaluation')) close('Samovar Evaluation');"
            + " if (isOpen('Samovar Models')) close('Samovar Models');"
            + " if (isOpen('samovar-batch.csv')) close('samovar-batch.csv');";

    private EachCommandMain() {}

    /**
     * @param arguments an image, a folder for pictures of the screen, a file with a case on each line, as {@link Case} writes it, and the folder that cases save files in
     */
    public static void main(String[] arguments) throws Exception {
        new ImageJ();
        Recorder recorder = new Recorder();
        for (Case one : Case.read(Path.of(arguments[2]))) {
            IJ.runMacro(one.preparation());
            one.options().forEach((key, value) -> Prefs.set("samovar." + one.type() + "." + key, value));
            DisplayMain.await("an image", () -> WindowManager.getCurrentImage() != null);
            DisplayMain.print("CASE " + one.title());
            DisplayMain.print("BEFORE " + Digest.take(arguments[3]));
            Thread.sleep(500); // until the image is the current one for ImageJ's windows as well
            int before = recorder.getText().length();
            new Executer(one.title(), WindowManager.getCurrentImage()); // what a choice in the menu does
            DisplayMain.confirm(DisplayMain.awaitDialog(one.title()));
            DisplayMain.await(
                    "the line of " + one.title(),
                    () -> recorder.getText().substring(before).contains(one.title()));
            DisplayMain.await("the end of " + one.title(), () -> isAtRest(one));
            String line = recorder.getText()
                    .substring(before)
                    .lines()
                    .filter(text -> text.contains(one.title()))
                    .findFirst()
                    .orElseThrow();
            DisplayMain.print("LINE " + line);
            DisplayMain.print("DIALOG " + Digest.take(arguments[3]));
            IJ.runMacro(CLEANING + one.preparation() + line);
            DisplayMain.print("AGAIN " + Digest.take(arguments[3]));
            IJ.runMacro(CLEANING);
        }
        System.exit(0);
    }

    /** Whether the thread that ImageJ gave the command is gone. */
    private static boolean isAtRest(Case one) {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals(one.title()));
    }

    /**
     * A command.
     *
     * @param title in the menu
     * @param type name of its class
     * @param preparation macro that opens what it works on
     * @param options key and value of each that the dialog is to offer
     */
    record Case(String title, String type, String preparation, Map<String, String> options) {
        private static final String SEPARATOR = "\t";

        static void write(List<Case> cases, Path file) throws IOException {
            List<String> lines = new ArrayList<>();
            for (Case one : cases) {
                List<String> parts = new ArrayList<>(List.of(one.title, one.type, one.preparation));
                one.options.forEach((key, value) -> parts.addAll(List.of(key, value)));
                lines.add(String.join(SEPARATOR, parts));
            }
            Files.write(file, lines);
        }

        static List<Case> read(Path file) throws IOException {
            List<Case> cases = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                List<String> parts = List.of(line.split(SEPARATOR));
                Map<String, String> options = new LinkedHashMap<>();
                for (int i = 3; i < parts.size(); i += 2) {
                    options.put(parts.get(i), parts.get(i + 1));
                }
                cases.add(new Case(parts.get(0), parts.get(1), parts.get(2), options));
            }
            return cases;
        }
    }
}
