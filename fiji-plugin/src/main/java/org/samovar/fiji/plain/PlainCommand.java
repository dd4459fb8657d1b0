package org.samovar.fiji.plain;

import ij.IJ;
import ij.Macro;
import ij.WindowManager;
import ij.plugin.PlugIn;
import org.jspecify.annotations.Nullable;
import org.samovar.fiji.command.CurrentImageCommand;
import org.samovar.fiji.command.SamovarCommand;
import org.samovar.fiji.job.Attempt;

/**
 * A command in ImageJ without SciJava's services: each line of {@code plugins.config} names this class with the class of a command as its argument.
 *
 * <p>The command runs on the thread that asked for it, because ImageJ binds the options of a macro and the recorder to that thread.
 */
public final class PlainCommand implements PlugIn {
    /** @param argument the command's class */
    @Override
    public void run(String argument) {
        start(command(argument), Macro.getOptions());
    }

    /**
     * For programs that use ImageJ as a library, without its menus. The image is {@code WindowManager.getCurrentImage()}.
     *
     * @param name of the command's class, without its package, such as {@code SegmentWithPrompts}
     * @param options as in a macro, such as {@code output=[Label image]}
     * @return what went wrong; empty when nothing did
     */
    public static String call(String name, String options) {
        return start(command(SamovarCommand.class.getPackageName() + "." + name), options);
    }

    private static SamovarCommand command(String className) {
        try {
            return Class.forName(className, true, PlainCommand.class.getClassLoader())
                    .asSubclass(SamovarCommand.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("There is no command " + className, e);
        }
    }

    private static String start(SamovarCommand command, @Nullable String options) {
        return Attempt.run(command.name(), () -> {
            if (command instanceof CurrentImageCommand onImage) {
                onImage.setImage(WindowManager.getCurrentImage());
            }
            if (options != null || IJ.isMacro()) {
                Option.of(command).forEach(option -> option.take(options == null ? "" : options));
                command.execute();
            } else if (new OptionDialog(command).ask()) {
                command.execute();
            }
        });
    }
}
