package org.samovar.cli;

import java.util.Optional;
import picocli.CommandLine;

/** The version, as the jar's manifest says it. */
final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"Samovar " + text()};
    }

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(built from source)");
    }
}
