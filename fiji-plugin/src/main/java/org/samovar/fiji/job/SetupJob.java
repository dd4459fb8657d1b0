package org.samovar.fiji.job;

import ij.IJ;
import java.util.List;
import org.samovar.fiji.model.ModelHost;

/** Writes what Samovar runs on to the log, with one timed encode. */
public final class SetupJob {
    private final ModelHost host;

    public SetupJob(ModelHost host) {
        this.host = host;
    }

    public void run() {
        Escape escape = new Escape();
        escape.report(0, 1, "checking the set-up");
        IJ.log("Samovar in ImageJ " + IJ.getFullVersion());
        List<String> report = host.check(escape);
        report.forEach(IJ::log);
        IJ.showProgress(1.0);
        IJ.showStatus("");
    }
}
