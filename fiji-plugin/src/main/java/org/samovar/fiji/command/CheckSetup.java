package org.samovar.fiji.command;

import java.util.List;
import java.util.Map;
import org.samovar.fiji.job.SetupJob;
import org.samovar.fiji.model.ModelHost;
import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

/** Engine, device, memory, models and a timed encode, as text for the user and for bug reports. */
@Plugin(type = Command.class, menuPath = "Plugins>Samovar>" + CheckSetup.TITLE, headless = true)
public final class CheckSetup extends SamovarCommand {
    static final String TITLE = "Check Setup";

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public String page() {
        return "how-to/troubleshoot";
    }

    @Override
    public Map<String, List<String>> choices() {
        return Map.of();
    }

    @Override
    public void execute() {
        new SetupJob(ModelHost.shared()).run();
    }
}
