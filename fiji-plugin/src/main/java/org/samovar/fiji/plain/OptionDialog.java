package org.samovar.fiji.plain;

import ij.Prefs;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import java.util.List;
import org.samovar.fiji.command.SamovarCommand;

/** Asks for the options of a command, remembers them, and records them as Fiji would. */
final class OptionDialog {
    private static final int TEXT_COLUMNS = 20;

    private final SamovarCommand command;
    private final List<Option> options;

    OptionDialog(SamovarCommand command) {
        this.command = command;
        this.options = Option.of(command).stream().filter(Option::isAsked).toList();
    }

    /** Whether there is nothing to ask for, or the user did not cancel. */
    boolean ask() {
        if (options.isEmpty()) {
            return true;
        }
        // NB: the dialog would record keywords of its own, made from the labels
        boolean recording = Recorder.record;
        Recorder.record = false;
        try {
            if (!show()) {
                return false;
            }
        } finally {
            Recorder.record = recording;
        }
        options.forEach(this::keep);
        return true;
    }

    private boolean show() {
        GenericDialog dialog = new GenericDialog(command.name());
        options.forEach(option -> add(dialog, option));
        dialog.addHelp(HelpPage.html(command.page()));
        dialog.showDialog();
        if (dialog.wasCanceled()) {
            return false;
        }
        options.forEach(option -> option.set(next(dialog, option)));
        return true;
    }

    private void add(GenericDialog dialog, Option option) {
        String value = Prefs.get(preference(option), option.value());
        if (!option.choices().isEmpty()) {
            dialog.addChoice(option.label(), option.choices().toArray(String[]::new), value);
        } else if (option.type() == Boolean.class) {
            dialog.addCheckbox(option.label(), Boolean.parseBoolean(value));
        } else if (option.style().equals("directory")) {
            dialog.addDirectoryField(option.label(), value, TEXT_COLUMNS);
        } else if (option.style().equals("file")) {
            dialog.addFileField(option.label(), value, TEXT_COLUMNS);
        } else {
            dialog.addStringField(
                    option.label(), value, Number.class.isAssignableFrom(option.type()) ? 6 : TEXT_COLUMNS);
        }
    }

    private static String next(GenericDialog dialog, Option option) {
        if (!option.choices().isEmpty()) {
            return dialog.getNextChoice();
        }
        return option.type() == Boolean.class ? Boolean.toString(dialog.getNextBoolean()) : dialog.getNextString();
    }

    private void keep(Option option) {
        if (option.isRemembered()) {
            Prefs.set(preference(option), option.value());
        }
        // a key without a value is not for macros
        if (Recorder.record && !option.value().isEmpty()) {
            Recorder.recordOption(option.key(), option.value());
        }
    }

    private String preference(Option option) {
        return "samovar." + command.getClass().getSimpleName() + "." + option.key();
    }
}
