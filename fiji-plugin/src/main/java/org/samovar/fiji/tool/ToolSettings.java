package org.samovar.fiji.tool;

import ij.Prefs;
import ij.gui.GenericDialog;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.samovar.fiji.object.Overlap;

/**
 * How the tool works, kept between sessions of ImageJ.
 *
 * @param model a name of the catalog or the path of a file
 * @param stroke what a drag draws
 * @param overlap who has the pixels that objects would share
 * @param manager what becomes of accepted objects beside the overlay
 * @param preview whether outlines follow the mouse
 */
record ToolSettings(String model, Stroke stroke, Overlap overlap, Manager manager, Preview preview) {
    private static final String PREFIX = "samovar.tool.";

    /** Whether accepted objects go to the ROI Manager. */
    enum Manager {
        ADD,
        LEAVE
    }

    /** Whether the tool shows what a click would find. */
    enum Preview {
        ON,
        OFF
    }

    /** @param models that there are, the default first */
    static ToolSettings remembered(List<String> models) {
        return new ToolSettings(
                Prefs.get(PREFIX + "model", models.get(0)),
                remembered("stroke", Stroke.values()),
                remembered("overlap", Overlap.values()),
                remembered("manager", Manager.values()),
                remembered("preview", Preview.values()));
    }

    /** The first one where nothing is remembered, or what another version knew. */
    private static <E extends Enum<E>> E remembered(String key, E[] all) {
        String name = Prefs.get(PREFIX + key, all[0].name());
        return Arrays.stream(all)
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(all[0]);
    }

    /** The same, but accepted objects are left out of the manager. */
    ToolSettings withoutManager() {
        return new ToolSettings(model, stroke, overlap, Manager.LEAVE, preview);
    }

    private void remember() {
        Prefs.set(PREFIX + "model", model);
        Prefs.set(PREFIX + "stroke", stroke.name());
        Prefs.set(PREFIX + "overlap", overlap.name());
        Prefs.set(PREFIX + "manager", manager.name());
        Prefs.set(PREFIX + "preview", preview.name());
    }

    /** Asks the user; empty when cancelled. */
    Optional<ToolSettings> ask(List<String> models) {
        GenericDialog dialog = new GenericDialog(SamovarTool.NAME);
        dialog.addChoice("Model", models.toArray(String[]::new), model);
        dialog.addChoice("Dragging draws", labels(Stroke.values(), Stroke::label), stroke.label());
        dialog.addChoice("Where objects meet", labels(Overlap.values(), Overlap::label), overlap.label());
        dialog.addCheckbox("Add objects to the ROI Manager", manager == Manager.ADD);
        dialog.addCheckbox("Preview under the mouse", preview == Preview.ON);
        dialog.showDialog();
        if (dialog.wasCanceled()) {
            return Optional.empty();
        }
        ToolSettings changed = new ToolSettings(
                dialog.getNextChoice(),
                Stroke.values()[dialog.getNextChoiceIndex()],
                Overlap.values()[dialog.getNextChoiceIndex()],
                dialog.getNextBoolean() ? Manager.ADD : Manager.LEAVE,
                dialog.getNextBoolean() ? Preview.ON : Preview.OFF);
        changed.remember();
        return Optional.of(changed);
    }

    private static <E> String[] labels(E[] all, Function<E, String> label) {
        return Arrays.stream(all).map(label).toArray(String[]::new);
    }
}
