package org.samovar.cli;

import java.nio.file.Path;
import java.util.List;
import org.samovar.catalog.LoadedModel;
import org.samovar.image.IntensityRule;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.predict.Candidates;
import org.samovar.predict.ImageSession;
import org.samovar.prompt.PromptSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One object of an image, by prompts. */
@Command(name = "segment", description = "Segments one object that you point at.")
final class SegmentVerb implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "IMAGE", description = "A PNG, JPEG or TIFF file, or a DICOM file of one frame.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path image;

    @Mixin
    private PromptOptions prompting = new PromptOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    SegmentVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        PromptSet prompts = prompting.prompts("Give --box, --point or --mask, or use `samovar everything`.");
        output.check(image);
        RgbImage pixels = IntensityRule.rgb(Images.read(image), image.toString());
        prompts.requireFits(pixels.size());
        try (LoadedModel loaded = model.open(console);
                ImageSession session = loaded.session(pixels)) {
            Candidates candidates = console.whileWaiting("segmenting", () -> session.predict(prompts));
            Mask found = candidates.chosen().mask();
            Findings.Finding object =
                    Findings.Finding.of(1, found, candidates.chosen().score());
            output.write(new Findings(image, pixels, loaded.name(), List.of(object)), console);
            if (found.isEmpty()) {
                console.tell("The network found nothing there.");
            }
        }
    }
}
