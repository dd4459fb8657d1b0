package org.samovar.fiji.command;

import java.util.List;
import java.util.Map;
import org.samovar.fiji.job.Attempt;
import org.scijava.command.DynamicCommand;

/**
 * A command of the Samovar menu. Its {@code @Parameter} fields are its options: their names are the keywords of macros, so they are written in lower
 * case and none ends another. Their first values are what a macro gets that leaves them out. Those with the visibility {@code INVISIBLE} are for macros alone: no dialog asks for them.
 *
 * <p>A command shows its results itself rather than as SciJava outputs, because plain ImageJ knows none and headless Fiji does not show them.
 */
public abstract class SamovarCommand extends DynamicCommand {
    /** The name in menus, in macros and over messages. */
    public abstract String title();

    /** The title without the dots that announce a dialog. */
    public final String name() {
        return title().replace("...", "");
    }

    /** The page of the documentation that explains the command, such as {@code how-to/batch}. */
    public String page() {
        return "how-to/segment-in-imagej";
    }

    /** What can be chosen for the options that are choices, by the name of their field. */
    public abstract Map<String, List<String>> choices();

    /** Does the work and throws what goes wrong, which {@link #run()} tells the user instead. */
    public abstract void execute();

    @Override
    public final void run() {
        Attempt.run(name(), this::execute);
    }

    /** SciJava calls this, by the name in {@code @Plugin(initializer)}, before it asks for options. */
    protected final void offerChoices() {
        choices()
                .forEach((name, values) ->
                        getInfo().getMutableInput(name, String.class).setChoices(values));
    }
}
