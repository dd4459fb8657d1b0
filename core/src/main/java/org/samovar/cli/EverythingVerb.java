package org.samovar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.samovar.catalog.LoadedModel;
import org.samovar.geometry.UserError;
import org.samovar.image.IntensityRule;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;
import org.samovar.image.io.Images;
import org.samovar.predict.EverythingSettings;
import org.samovar.predict.Segment;
import org.samovar.predict.instances.InstanceSegmenter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** All objects of an image, without prompts. */
@Command(name = "everything", description = "Segments everything in an image, without prompts.")
final class EverythingVerb implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "IMAGE", description = "A PNG, JPEG or TIFF file, or a DICOM file of one frame.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path image;

    @Option(
            names = "--decoder",
            description =
                    "Find objects by the model's decoder of instances, where it was trained with one, instead of by clicks.")
    private boolean byDecoder;

    @Option(
            names = "--least-score",
            paramLabel = "SCORE",
            description =
                    "Leave out objects that the network is less sure of, 0 to 1 (default: the model's own limit).")
    private Optional<Double> leastScore = Optional.empty();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    EverythingVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        output.check(image);
        checkScore();
        RgbImage pixels = IntensityRule.rgb(Images.read(image), image.toString());
        try (LoadedModel loaded = model.open(console)) {
            List<Findings.Finding> objects = byDecoder ? decoded(loaded, pixels) : clicked(loaded, pixels);
            output.write(new Findings(image, pixels, loaded.name(), objects), console);
            if (objects.isEmpty()) {
                console.tell("The network found nothing.");
            }
        }
    }

    private void checkScore() {
        leastScore.ifPresent(EverythingSettings::checkedScore);
        if (byDecoder && leastScore.isPresent()) {
            throw new UserError("--least-score is about clicks: --decoder is as sure of one object as of another.");
        }
    }

    private List<Findings.Finding> clicked(LoadedModel loaded, RgbImage pixels) {
        List<Segment> segments = console.withProgress(progress ->
                loaded.everything(leastScore).segment(pixels, progress).segments());
        return IntStream.range(0, segments.size())
                .mapToObj(i -> new Findings.Finding(
                        i + 1, segments.get(i).mask(), segments.get(i).score()))
                .toList();
    }

    /** The decoder is as sure of one object as of another. */
    private List<Findings.Finding> decoded(LoadedModel loaded, RgbImage pixels) {
        InstanceSegmenter decoder = loaded.requireInstances();
        List<RunLengthMask> masks = console.withProgress(progress -> decoder.masks(pixels, progress));
        return IntStream.range(0, masks.size())
                .mapToObj(i -> new Findings.Finding(i + 1, masks.get(i), 1))
                .toList();
    }
}
