package org.samovar.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.samovar.evaluate.parity.ParityCase;
import org.samovar.geometry.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares the networks with golden outputs of the published implementations. */
@Command(
        name = "parity",
        description = "Compares the networks, under weights that can be computed anywhere, with golden outputs.")
final class ParityVerb implements Callable<Integer> {
    private static final double TOLERANCE = 1e-3;

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Folder of cases: NAME.json with NAME.npz, and their images.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path folder;

    @Option(names = "--salt", paramLabel = "S", description = "Salt of the weights instead of the cases' own.")
    private Optional<String> salt = Optional.empty();

    @Option(
            names = "--only",
            paramLabel = "NAME",
            arity = "1..*",
            description = "Cases to run (default: all), with * for any text.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "NAME|FILE",
            description = "Run every case with this model's own weights; for cases that were made with them.")
    private Optional<String> model = Optional.empty();

    ParityVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Path> files = cases();
        int failed = 0;
        int missing = 0;
        for (Path file : files) {
            ParityCase golden = ParityCase.read(file);
            if (golden.kind() == ParityCase.Kind.OTHER || (model.isEmpty() && !ParityNetworks.knows(golden))) {
                console.print(String.format(Locale.ROOT, "%-32s not built yet", golden.name()));
                missing++;
            } else if (!holds(golden)) {
                failed++;
            }
        }
        int run = files.size() - missing;
        console.print(String.format(
                Locale.ROOT,
                "%d of %d cases hold; %d are of a kind that is not built yet.",
                run - failed,
                run,
                missing));
        return failed > 0 ? Failures.REFUSED : missing > 0 ? Failures.USAGE : 0;
    }

    private List<Path> cases() {
        if (!Files.isDirectory(folder)) {
            throw new UserError("There is no folder " + folder + ".");
        }
        List<Path> files =
                ParityCase.list(folder).stream().filter(this::isWanted).toList();
        if (files.isEmpty()) {
            throw new UserError("There is no case" + (only.isEmpty() ? "" : " of that name") + " in " + folder + ".");
        }
        return files;
    }

    private boolean isWanted(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        return only.isEmpty()
                || only.stream().anyMatch(pattern -> name.matches(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q")));
    }

    /** Runs a case and prints its largest error. */
    private boolean holds(ParityCase golden) {
        long start = System.nanoTime();
        Map<String, Double> errors = model.isPresent()
                ? ParityNetworks.run(golden, model.get())
                : console.whileWaiting("running " + golden.name(), () -> ParityNetworks.run(golden, salt));
        Map.Entry<String, Double> worst = errors.entrySet().stream()
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .orElseThrow(() -> new UserError("The case " + golden.name() + " has no outputs."));
        boolean holds = worst.getValue() <= TOLERANCE;
        console.print(String.format(
                Locale.ROOT,
                "%-32s %-4s %.2e  in %s (%d outputs, %.1f s)",
                golden.name(),
                holds ? "ok" : "FAIL",
                worst.getValue(),
                worst.getKey(),
                errors.size(),
                (System.nanoTime() - start) / 1e9));
        return holds;
    }
}
