package org.samovar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.samovar.catalog.LoadedModel;
import org.samovar.image.IntensityRule;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.predict.Segment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** All objects of an image, without prompts. */
@Command(name = "everything", description = "Segments everything in an image, without prompts.")
final class EverythingVerb implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "IMAGE", description = "A PNG, JPEG or TIFF file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path image;

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
        RgbImage pixels = IntensityRule.rgb(Images.read(image), image.toString());
        try (LoadedModel loaded = model.open(console)) {
            List<Segment> segments = console.withProgress(
                    progress -> loaded.everything().segment(pixels, progress).segments());
            List<Findings.Finding> objects = IntStream.range(0, segments.size())
                    .mapToObj(i -> new Findings.Finding(
                            i + 1, segments.get(i).mask(), segments.get(i).score()))
                    .toList();
            output.write(new Findings(image, pixels, loaded.name(), objects), console);
            if (objects.isEmpty()) {
                console.tell("The network found nothing.");
            }
        }
    }
}
