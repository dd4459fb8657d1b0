package org.samovar.cli;

import org.samovar.catalog.SetupReport;
import picocli.CommandLine;

/** The version, as the jar's manifest says it. */
final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"Samovar " + SetupReport.version()};
    }
}
