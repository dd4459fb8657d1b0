package org.samovar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.samovar.catalog.LoadedModel;
import org.samovar.catalog.training.TrainingPlan;
import org.samovar.evaluate.Evaluation;
import org.samovar.evaluate.ItemScore;
import org.samovar.evaluate.Protocol;
import org.samovar.evaluate.Report;
import org.samovar.evaluate.compare.Comparison;
import org.samovar.evaluate.compare.Gallery;
import org.samovar.evaluate.semantic.AnswerListener;
import org.samovar.evaluate.semantic.ClassSegmenter;
import org.samovar.evaluate.semantic.SemanticEvaluation;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.io.AtomicFiles;
import org.samovar.train.RunFolder;
import org.samovar.train.Trainer;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.Split;
import org.samovar.train.data.VolumeItem;

/** Systems that are trained on one dataset, one after the other, and measured on its test split. */
final class DatasetComparison {
    private final Console console;
    private final Path folder;
    private final Dataset dataset;
    private final Protocol protocol;
    private final int most;
    private final Path out;

    /**
     * @param folder of the dataset
     * @param most items that are measured
     * @param out where the report and a folder for each system are written
     * @throws UserError when there is nothing in it that the protocol can measure
     */
    DatasetComparison(Console console, Path folder, Protocol protocol, int most, Path out) {
        this.console = console;
        this.folder = folder;
        // as it is trained on, so that nothing of that is measured
        this.dataset = Dataset.open(folder).forTraining();
        this.protocol = protocol;
        this.most = most;
        this.out = out;
        if (protocol == Protocol.SEMANTIC) {
            SemanticEvaluation.classes(dataset.info());
        }
        if (dataset.volumes(Split.TEST).isEmpty() && dataset.items(Split.TEST).isEmpty()) {
            throw new UserError("The dataset " + dataset.info().name()
                    + " has no items in its test split, so there is nothing to measure systems on.");
        }
    }

    /**
     * Refuses what was trained here before in another way than it would be now.
     *
     * @param plans by what the systems are called
     * @throws UserError naming the first
     */
    void requireSame(Map<String, TrainingPlan> plans) {
        plans.forEach((name, plan) -> Trainer.requireSame(here(plan).run(), out.resolve(name)));
    }

    private TrainingPlan here(TrainingPlan plan) {
        return plan.on(name(folder));
    }

    /** What a dataset in a folder is called. */
    static String name(Path folder) {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    /**
     * Trains and measures; the report is written after each system, so that nothing is lost with a later one.
     *
     * @param plans by what the systems are called
     * @param legend what the names mean, below the table
     */
    Comparison run(Map<String, TrainingPlan> plans, String legend) {
        AtomicFiles.requireWritable(out.resolve(CompareVerb.REPORT));
        List<Comparison.Row> rows = new ArrayList<>();
        List<String> pictures = new ArrayList<>();
        plans.forEach((name, listed) -> {
            TrainingPlan plan = here(listed);
            Trainer.Outcome outcome = train(name, plan);
            Map<String, Report> measured = measure(name, plan);
            Report report = measured.remove(name);
            rows.add(new Comparison.Row(name, report, Optional.of(outcome)));
            measured.forEach((other, figures) -> rows.add(new Comparison.Row(other, figures, Optional.empty())));
            pictures.add(protocol == Protocol.SEMANTIC ? pictures(name, report.items()) : rounds(name, report));
            Comparison comparison = new Comparison(rows);
            AtomicFiles.writeText(out.resolve("report.json"), comparison.toJson());
            AtomicFiles.writeText(
                    out.resolve(CompareVerb.REPORT),
                    comparison.toMarkdown() + "\n" + legend + String.join("\n", pictures));
        });
        return new Comparison(rows);
    }

    private Trainer.Outcome train(String name, TrainingPlan plan) {
        console.print(name);
        Path datasets = Optional.ofNullable(folder.toAbsolutePath().normalize().getParent())
                .orElse(folder);
        try (ProgressBar bar = console.progress();
                Trainer trainer =
                        plan.open(Optional.empty(), datasets, out.resolve(name), new TrainingLines(console, bar))) {
            Trainer.Outcome outcome = trainer.run();
            if (Thread.interrupted()) {
                throw new CancellationException("Stopped; the same command goes on.");
            }
            return outcome;
        }
    }

    private Path best(String system) {
        return new RunFolder(out.resolve(system)).best();
    }

    /** What was measured of a system, by its name, and of it otherwise ({@link TrainingPlan.Trained#others}), by theirs. */
    private Map<String, Report> measure(String name, TrainingPlan plan) {
        Map<String, Report> reports = new LinkedHashMap<>();
        if (protocol != Protocol.SEMANTIC) {
            try (LoadedModel model = plan.prompted(best(name))) {
                Evaluation evaluation = new Evaluation(dataset, protocol, ModelImages.of(model));
                reports.put(name, console.withProgress(progress -> evaluation.run(Split.TEST, most, progress)));
            }
        } else {
            try (TrainingPlan.Trained trained = plan.trained(best(name), dataset)) {
                reports.put(name, measure(trained.segmenter(), new Pictures(name)));
                trained.others()
                        .forEach((other, segmenter) -> reports.put(other, measure(segmenter, AnswerListener.NONE)));
            }
        }
        reports.forEach((row, report) -> console.print(row + ": Dice "
                + (report.dice().isPresent() ? CompareVerb.decimal(report.dice().getAsDouble()) : "not measured")));
        return reports;
    }

    private Report measure(ClassSegmenter segmenter, AnswerListener listener) {
        SemanticEvaluation evaluation = new SemanticEvaluation(dataset, segmenter, listener);
        return console.withProgress(progress -> evaluation.run(Split.TEST, most, progress))
                .report();
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
            text.append(which).append(": ").append(id).append(", Dice ").append(CompareVerb.decimal(dice));
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
