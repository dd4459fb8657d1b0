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
import org.samovar.catalog.LoadedModel;
import org.samovar.evaluate.Evaluation;
import org.samovar.evaluate.ItemScore;
import org.samovar.evaluate.Protocol;
import org.samovar.evaluate.Report;
import org.samovar.evaluate.compare.Comparison;
import org.samovar.evaluate.compare.Gallery;
import org.samovar.evaluate.semantic.AnswerListener;
import org.samovar.evaluate.semantic.SemanticEvaluation;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.io.AtomicFiles;
import org.samovar.train.Trainer;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.Split;
import org.samovar.train.data.VolumeItem;
import org.samovar.train.semantic.Ablation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Several systems, trained on one dataset within equal budgets and measured alike. */
@Command(
        name = "compare",
        description =
                "Trains systems on one dataset, each within the same budget, measures them on its test split and writes one report."
                        + " What was trained before in the same folder is not trained again.")
final class CompareVerb implements Runnable {
    private static final String BEST = "best.safetensors";

    private static final List<Protocol> MEASURES =
            List.of(Protocol.SEMANTIC, Protocol.BOX, Protocol.POINT, Protocol.INTERACTIVE);

    private final Console console;

    @Parameters(paramLabel = "DATASET", description = "A dataset folder.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path folder;

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
            description = "Where report.md, report.json, and a folder for each system are written.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    CompareVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        requireSensible();
        // as it is trained on, so that nothing of that is measured
        Dataset dataset = Dataset.open(folder).forTraining();
        requireMeasurable(dataset);
        Map<String, TrainingPlan> plans = plans();
        AtomicFiles.requireWritable(out.resolve("report.md"));
        plans.forEach((name, plan) -> Trainer.requireSame(plan.run(), out.resolve(name)));
        List<Comparison.Row> rows = new ArrayList<>();
        List<String> pictures = new ArrayList<>();
        plans.forEach((name, plan) -> {
            Trainer.Outcome outcome = train(name, plan);
            Report report = measure(name, plan, dataset);
            console.print(name + ": Dice "
                    + (report.dice().isPresent() ? decimal(report.dice().getAsDouble()) : "not measured"));
            rows.add(new Comparison.Row(name, report, Optional.of(outcome)));
            pictures.add(protocol == Protocol.SEMANTIC ? pictures(name, report.items()) : rounds(name, report));
            Comparison comparison = new Comparison(rows);
            // after each system, so that nothing is lost with a later one
            AtomicFiles.writeText(out.resolve("report.json"), comparison.toJson());
            AtomicFiles.writeText(
                    out.resolve("report.md"), comparison.toMarkdown() + "\n" + String.join("\n", pictures));
        });
        console.out().print(new Comparison(rows).toMarkdown());
        console.print("The report is " + out.resolve("report.md"));
    }

    /** Before anything is trained. */
    private void requireMeasurable(Dataset dataset) {
        if (protocol == Protocol.SEMANTIC) {
            SemanticEvaluation.classes(dataset.info());
        }
        if (dataset.volumes(Split.TEST).isEmpty() && dataset.items(Split.TEST).isEmpty()) {
            throw new UserError("The dataset " + dataset.info().name()
                    + " has no items in its test split, so there is nothing to measure systems on.");
        }
    }

    private static String decimal(double value) {
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

    /** The plans for this dataset by the names of their configs. */
    private Map<String, TrainingPlan> plans() {
        String set = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        Map<String, TrainingPlan> plans = new LinkedHashMap<>();
        for (TrainingPlan listed : systems.stream().flatMap(CompareVerb::listed).toList()) {
            TrainingPlan plan = listed.on(set);
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

    private static Stream<TrainingPlan> listed(Path config) {
        return Ablation.INCLUDED.contains(config.toString())
                ? Ablation.included(config.toString()).configs().stream().map(TrainingPlan.Semantic::new)
                : Stream.of(TrainingPlan.read(config));
    }

    private Trainer.Outcome train(String name, TrainingPlan plan) {
        console.print(name);
        Path datasets = Optional.ofNullable(folder.toAbsolutePath().normalize().getParent())
                .orElse(folder);
        try (ProgressBar bar = console.progress();
                Trainer trainer =
                        plan.open(Optional.empty(), datasets, out.resolve(name), new TrainingLines(console, bar))) {
            return trainer.run();
        }
    }

    private Report measure(String name, TrainingPlan plan, Dataset dataset) {
        if (protocol != Protocol.SEMANTIC) {
            try (LoadedModel model = plan.prompted(out.resolve(name).resolve(BEST))) {
                Evaluation evaluation = new Evaluation(dataset, protocol, ModelImages.of(model));
                return console.withProgress(progress -> evaluation.run(Split.TEST, most, progress));
            }
        }
        try (TrainingPlan.Trained trained = plan.trained(out.resolve(name).resolve(BEST), dataset)) {
            SemanticEvaluation evaluation = new SemanticEvaluation(dataset, trained.segmenter(), new Pictures(name));
            return console.withProgress(progress -> evaluation.run(Split.TEST, most, progress))
                    .report();
        }
    }

    /** What a user who corrects had after each prompt; nothing for other protocols. */
    private static String rounds(String name, Report report) {
        return report.rounds().isEmpty()
                ? ""
                : name + ": Dice after each prompt "
                        + report.rounds().stream().map(CompareVerb::decimal).collect(Collectors.joining(" ")) + "\n";
    }

    private Path picture(String system, String id) {
        return out.resolve(system).resolve("pictures").resolve(id + ".png");
    }

    /** The part of the report that shows a system's answers. */
    private String pictures(String name, List<ItemScore> items) {
        StringBuilder text = new StringBuilder("## " + name + "\n\nThe image, its labels, and what was found.\n\n");
        Gallery.telling(items).forEach((which, id) -> {
            double dice = items.stream()
                    .filter(item -> item.id().equals(id))
                    .mapToDouble(ItemScore::dice)
                    .findFirst()
                    .orElseThrow();
            text.append(which).append(": ").append(id).append(", Dice ").append(decimal(dice));
            text.append("\n\n![").append(id).append("](");
            text.append(out.relativize(picture(name, id)).toString().replace('\\', '/'))
                    .append(")\n\n");
        });
        return text.toString();
    }

    /** Draws each answer as it comes. */
    private final class Pictures implements AnswerListener {
        private final String system;

        Pictures(String system) {
            this.system = system;
        }

        @Override
        public void answered(DatasetItem item, LabelMap answer, ItemScore score) {
            write(item.id(), Gallery.of(item.image(), item.labels(), answer));
        }

        @Override
        public void answered(VolumeItem item, LabelVolume answer, ItemScore score) {
            write(item.id(), Gallery.of(item.volume(), item.labels(), answer, item.axis()));
        }

        private void write(String id, RgbImage picture) {
            Images.write(picture, picture(system, id));
        }
    }
}
