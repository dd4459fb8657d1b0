package org.samovar.cli;

import java.util.concurrent.Callable;
import org.samovar.catalog.SetupReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what there is, and tries it. */
@Command(name = "doctor", description = "Checks engine, device, memory and models, and times a network.")
final class DoctorVerb implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ModelOptions model = new ModelOptions();

    DoctorVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        SetupReport report = SetupReport.of(() -> model.open(console));
        report.lines().forEach(console::print);
        return report.isUsable() ? 0 : Failures.REFUSED;
    }
}
