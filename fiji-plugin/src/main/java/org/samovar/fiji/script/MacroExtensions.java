package org.samovar.fiji.script;

import static ij.macro.ExtensionDescriptor.newDescriptor;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import ij.macro.ExtensionDescriptor;
import ij.macro.Functions;
import ij.macro.MacroExtension;
import ij.plugin.PlugIn;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.samovar.fiji.job.Attempt;
import org.samovar.geometry.UserError;

/**
 * Functions of macros that talk with a model about one object at a time: {@code run("Samovar Macro Extensions")}, then {@code Ext.samovarClick(x, y)} and
 * so on. ImageJ has one table of such functions: the command takes the place of those of another plugin, until that one is asked for again.
 */
public final class MacroExtensions implements PlugIn, MacroExtension {
    private static final String NAME = "Samovar Macro Extensions";

    /** What there is, with the types of its arguments. */
    private enum Function {
        MODELS,
        MODEL(ARG_STRING),
        NEW,
        CLICK(ARG_NUMBER, ARG_NUMBER),
        BESIDE(ARG_NUMBER, ARG_NUMBER),
        BOX(ARG_NUMBER, ARG_NUMBER, ARG_NUMBER, ARG_NUMBER),
        SELECTION,
        MASK(ARG_NUMBER),
        SELECT(ARG_NUMBER + ARG_OUTPUT),
        WORDS;

        private final int[] types;

        Function(int... types) {
            this.types = types;
        }

        /** Such as {@code samovarClick}: all plugins share the names of {@code Ext}. */
        String title() {
            String word = name().toLowerCase(Locale.ROOT);
            return "samovar" + Character.toUpperCase(word.charAt(0)) + word.substring(1);
        }
    }

    private Samovar samovar = Samovar.open();
    private Optional<ObjectTalk> talk = Optional.empty();

    @Override
    public void run(String argument) {
        if (IJ.macroRunning()) {
            Functions.registerExtensions(this);
        } else {
            IJ.error(NAME, "This is for macros: run(\"" + NAME + "\"), then Ext.samovarClick(x, y) and the like.");
        }
    }

    @Override
    public ExtensionDescriptor[] getExtensionFunctions() {
        return Arrays.stream(Function.values())
                .map(function -> newDescriptor(function.title(), this, function.types))
                .toArray(ExtensionDescriptor[]::new);
    }

    /** @return an empty text where the function has nothing to say */
    @Override
    public String handleExtension(String name, Object[] arguments) {
        String[] answer = {""};
        Attempt.run("Ext." + name, () -> answer[0] = answer(name, arguments));
        return answer[0];
    }

    private String answer(String name, Object[] arguments) {
        Function function = Arrays.stream(Function.values())
                .filter(one -> one.title().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new UserError("There is no function Ext." + name + "."));
        switch (function) {
            case MODELS -> {
                return String.join(",", Samovar.models());
            }
            case WORDS -> {
                return about().words();
            }
            case MODEL -> {
                samovar = Samovar.open((String) arguments[0]);
                talk = Optional.empty();
            }
            case NEW -> talk = Optional.empty();
            case SELECT -> select((Double[]) arguments[0]);
            default -> talk = Optional.of(say(function, arguments));
        }
        return "";
    }

    /** One thing more about the object, or the first about a new one where the image is another. */
    private ObjectTalk say(Function function, Object[] arguments) {
        ImagePlus image = image();
        ObjectTalk about = talk.filter(one -> one.isAbout(image)).orElseGet(() -> samovar.on(image));
        double[] numbers = Arrays.stream(arguments).mapToDouble(n -> (Double) n).toArray();
        return switch (function) {
            case CLICK -> about.click(numbers[0], numbers[1]);
            case BESIDE -> about.beside(numbers[0], numbers[1]);
            case BOX -> about.box(numbers[0], numbers[1], numbers[2], numbers[3]);
            case SELECTION -> about.roi(selection(image));
            case MASK -> about.mask((int) numbers[0]);
            default -> throw new IllegalArgumentException(function + " says nothing about an object");
        };
    }

    /**
     * Makes the object the selection of its image.
     *
     * @param score gets the model's own estimate
     */
    private void select(Double[] score) {
        ObjectTalk about = about();
        image().setRoi(about.outline());
        score[0] = about.score();
    }

    private ObjectTalk about() {
        return talk.orElseThrow(
                () -> new UserError("Nothing was said about an object yet, such as by Ext.samovarClick."));
    }

    private static Roi selection(ImagePlus image) {
        return Optional.ofNullable(image.getRoi())
                .orElseThrow(() -> new UserError("There is no selection in " + image.getTitle() + " to segment by."));
    }

    private static ImagePlus image() {
        return Optional.ofNullable(WindowManager.getCurrentImage())
                .orElseThrow(() -> new UserError("There are no images open."));
    }
}
