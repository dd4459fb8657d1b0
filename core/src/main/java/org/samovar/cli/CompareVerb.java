package org.samovar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.samovar.catalog.training.TrainingPlan;
import org.samovar.evaluate.Protocol;
import org.samovar.evaluate.compare.Comparison;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.train.Ablation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Several systems, trained on the same data within equal budgets and measured alike. */
@Command(
        name = "compare",
        description =
                "Trains systems on a dataset, each within the same budget, measures them on its test split and writes one report."
                        + " What was trained before in the same folder is not trained again.")
final class CompareVerb implements Runnable {
    static final String REPORT = "report.md";

    private static final List<Protocol> MEASURES =
            List.of(Protocol.SEMANTIC, Protocol.BOX, Protocol.POINT, Protocol.INTERACTIVE);

    private final Console console;

    @Parameters(
            paramLabel = "DATASET",
            arity = "1..*",
            description =
                    "Dataset folders. Systems are trained anew for each, and with several the report says how they did on all.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--systems",
            paramLabel = "CONFIG",
            split = ",",
            required = true,
            description =
                    "Training configs, by file or by name, with commas between them; the first is what the others are compared with.")
    private List<Path> systems = new ArrayList<>();

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "For which each system is trained (default: what its config says).")
    private Optional<Double> minutes = Optional.empty();

    @Option(
            names = "--protocol",
            paramLabel = "P",
            description =
                    "How they are measured: semantic, by the classes of each item, or box, point or interactive, by the objects of"
                            + " images, for systems that take prompts (default: ${DEFAULT-VALUE}).")
    private Protocol protocol = Protocol.SEMANTIC;

    @Option(names = "--first", paramLabel = "N", description = "Measure on the first N images or volumes only.")
    private int most = Integer.MAX_VALUE;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            required = true,
            description =
                    "Where report.md, report.json, and a folder for each system are written; with several datasets, within a folder for each.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    CompareVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        requireSensible();
        Map<String, TrainingPlan> plans = plans();
        AtomicFiles.requireWritable(out.resolve(REPORT));
        Map<String, DatasetComparison> each = new LinkedHashMap<>(); // all are opened before anything is trained
        for (Path folder : folders) {
            String set = DatasetComparison.name(folder);
            Path results = folders.size() == 1 ? out : out.resolve(set);
            if (each.put(set, new DatasetComparison(console, folder, protocol, most, results)) != null) {
                throw new UserError("Two of the datasets are called " + set + ".");
            }
        }
        each.values().forEach(comparison -> comparison.requireSame(plans));
        console.stop().arm();
        Map<String, Comparison> done = new LinkedHashMap<>();
        each.forEach((set, comparison) -> {
            done.put(set, comparison.run(plans, legend()));
            if (each.size() > 1) {
                AtomicFiles.writeText(out.resolve(REPORT), Comparison.overview(done));
            }
        });
        console.out()
                .print(
                        each.size() > 1
                                ? Comparison.overview(done)
                                : done.values().iterator().next().toMarkdown());
        console.print("The report is " + out.resolve(REPORT));
    }

    static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private void requireSensible() {
        if (most < 1) {
            throw new UserError("--first " + most + " leaves nothing to measure.");
        }
        if (!MEASURES.contains(protocol)) {
            throw new UserError(
                    "Systems are not compared by --protocol " + protocol + ".",
                    "Take " + MEASURES.stream().map(Protocol::toString).collect(Collectors.joining(", ")) + ".");
        }
        minutes.filter(m -> !(m > 0)).ifPresent(m -> {
            throw new UserError("--minutes " + m + " leaves no time to train.");
        });
    }

    /** What is trained, by the names of the configs. */
    private Map<String, TrainingPlan> plans() {
        Map<String, TrainingPlan> plans = new LinkedHashMap<>();
        for (TrainingPlan plan : systems.stream().flatMap(CompareVerb::listed).toList()) {
            String name = plan.name();
            if (protocol != Protocol.SEMANTIC && !plan.takesPrompts()) {
                throw new UserError(name + " takes no prompts, so it is not measured by --protocol " + protocol + ".");
            }
            if (plans.putIfAbsent(name, minutes.map(plan::within).orElse(plan)) != null) {
                throw new UserError("Two of the configs are called " + name + ".");
            }
        }
        return plans;
    }

    /** What the variants of ablations are; empty for other configs. */
    private String legend() {
        String lines = systems.stream()
                .flatMap(config -> Ablation.find(config).stream())
                .flatMap(ablation -> ablation.variants().stream())
                .map(variant -> "- " + variant.name() + ": " + variant.says() + "\n")
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : lines + "\n";
    }

    private static Stream<TrainingPlan> listed(Path config) {
        return Ablation.find(config)
                .map(ablation ->
                        ablation.configs().stream().map(variant -> TrainingPlan.of(variant, config.toString())))
                .orElseGet(() -> Stream.of(TrainingPlan.read(config)));
    }
}
