package org.samovar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.samovar.catalog.LoadedModel;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;
import org.samovar.io.AtomicFiles;
import org.samovar.metric.Overlap;
import org.samovar.predict.Candidate;
import org.samovar.predict.Candidates;
import org.samovar.predict.ImageSession;
import org.samovar.predict.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Segments the samples that come with Samovar, and compares with what people drew. */
@Command(name = "demo", description = "Segments sample images, and prints how well each object was found.")
final class DemoVerb implements Runnable {
    private final Console console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Where results go (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("samovar-demo");

    @Mixin
    private ModelOptions model = new ModelOptions();

    DemoVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        AtomicFiles.requireWritable(folder.resolve("labels.tif"));
        List<Sample> samples = Sample.ofDemo();
        Table table = new Table("image", "what", "objects", "mean score", "mean Dice", "seconds");
        try (LoadedModel loaded = model.open(console)) {
            for (Sample sample : samples) {
                long start = System.nanoTime();
                Findings result = console.withProgress(progress -> segment(sample, loaded, progress));
                OutputOptions.writeAll(result, folder);
                table.row(
                        sample.image().getFileName().toString(),
                        sample.target(),
                        String.valueOf(result.objects().size()),
                        mean(result.objects().stream()
                                .mapToDouble(Findings.Finding::score)
                                .toArray()),
                        dice(sample, result),
                        String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / 1e9));
            }
        }
        table.print(console);
        console.print("");
        console.print("Score is the network's own estimate of the overlap (IoU); Dice compares with what people drew.");
        console.print("Label images, overlays and scores are in "
                + folder.toAbsolutePath().normalize());
    }

    private static Findings segment(Sample sample, LoadedModel model, Progress progress) {
        RgbImage image =
                IntensityRule.rgb(Images.read(sample.image()), sample.image().toString());
        Findings result = new Findings(sample.image(), image, model.name(), List.of());
        try (ImageSession session = model.session(image)) {
            List<Candidates> found = session.predictAll(
                    sample.objects().stream().map(Sample.Target::prompts).toList(), progress);
            for (int i = 0; i < found.size(); i++) {
                Candidate chosen = found.get(i).chosen();
                result = result.with(Findings.Finding.of(sample.objects().get(i).id(), chosen.mask(), chosen.score()));
            }
        }
        return result;
    }

    /** The mean Dice of the objects against the sample's label. */
    private static String dice(Sample sample, Findings result) {
        Optional<LabelMap> truth = sample.label().map(Labels::read);
        return truth.map(labels -> mean(result.objects().stream()
                        .mapToDouble(found -> Overlap.dice(
                                mask(labels, sample, found.id()), found.mask().toMask()))
                        .toArray()))
                .orElse("-");
    }

    private static Mask mask(LabelMap labels, Sample sample, int id) {
        return sample.isBinary() ? labels.foreground() : labels.mask(id);
    }

    private static String mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? "-" : String.format(Locale.ROOT, "%.3f", sum / values.length);
    }
}
