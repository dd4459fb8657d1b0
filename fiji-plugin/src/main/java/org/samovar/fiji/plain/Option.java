package org.samovar.fiji.plain;

import ij.ImagePlus;
import ij.Macro;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.samovar.fiji.command.SamovarCommand;
import org.samovar.geometry.UserError;
import org.scijava.ItemVisibility;
import org.scijava.plugin.Parameter;

/** An option of a command: a field with {@code @Parameter} that is a text, a choice, a number or a yes or no. */
final class Option {
    private final SamovarCommand command;
    private final Field field;
    private final Parameter parameter;

    private Option(SamovarCommand command, Field field, Parameter parameter) {
        this.command = command;
        this.field = field;
        this.parameter = parameter;
        field.setAccessible(true);
    }

    /** The options in the order in which they are declared; the image is none. */
    static List<Option> of(SamovarCommand command) {
        List<Option> options = new ArrayList<>();
        collect(command, command.getClass(), options);
        return options;
    }

    private static void collect(SamovarCommand command, Class<?> type, List<Option> options) {
        if (type == SamovarCommand.class) {
            return;
        }
        // what commands have in common comes first, as in Fiji
        collect(command, type.getSuperclass(), options);
        for (Field field : type.getDeclaredFields()) {
            Parameter parameter = field.getAnnotation(Parameter.class);
            if (parameter != null && field.getType() != ImagePlus.class) {
                options.add(new Option(command, field, parameter));
            }
        }
    }

    /** The keyword in macros. */
    String key() {
        return field.getName();
    }

    String label() {
        return parameter.label();
    }

    /** How it is entered, such as {@code directory}; empty where its type says all. */
    String style() {
        return parameter.style();
    }

    /** Whether a dialog asks for it; the others are for macros alone. */
    boolean isAsked() {
        return parameter.visibility() != ItemVisibility.INVISIBLE;
    }

    /** Whether the value of one dialog is offered by the next. */
    boolean isRemembered() {
        return parameter.persist();
    }

    Class<?> type() {
        return field.getType();
    }

    /** What can be chosen; empty where anything can be typed. */
    List<String> choices() {
        return command.choices().getOrDefault(key(), List.of());
    }

    String value() {
        try {
            return String.valueOf(field.get(command));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the value from the options of a macro; keeps its own where they do not name it. */
    void take(String macroOptions) {
        // NB: ImageJ answers with the default for a value at the very end
        set(Macro.getValue(macroOptions + " ", key(), value()));
    }

    /** @throws UserError when the text is not what the option takes */
    void set(String text) {
        try {
            field.set(command, parsed(text));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object parsed(String text) {
        if (type() == String.class) {
            return text;
        }
        if (type() == Boolean.class) {
            return Boolean.valueOf(text.toLowerCase(Locale.ROOT));
        }
        if (type() == Integer.class) {
            try {
                return Integer.valueOf(text.strip());
            } catch (NumberFormatException e) {
                throw new UserError("\"" + text + "\" is not a whole number for " + label() + ".");
            }
        }
        if (type() == Double.class) {
            try {
                return Double.valueOf(text.strip());
            } catch (NumberFormatException e) {
                throw new UserError("\"" + text + "\" is not a number for " + label() + ".");
            }
        }
        throw new IllegalStateException("no way to enter a " + type());
    }
}
