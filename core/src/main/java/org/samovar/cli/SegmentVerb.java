package org.samovar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.catalog.LoadedModel;
import org.samovar.geometry.UserError;
import org.samovar.image.IntensityRule;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;
import org.samovar.predict.Candidates;
import org.samovar.predict.ImageSession;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PromptSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One object of an image, by prompts. */
@Command(name = "segment", description = "Segments one object that you point at.")
final class SegmentVerb implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "IMAGE", description = "A PNG, JPEG or TIFF file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path image;

    @Option(
            names = "--box",
            paramLabel = "x0,y0,x1,y1",
            description = "A box around the object; x1 and y1 are exclusive.")
    private Optional<String> box = Optional.empty();

    @Option(
            names = "--point",
            paramLabel = "x,y[,+|-]",
            description = "A click on the object, or beside it with -. Can be repeated.")
    private List<String> points = new ArrayList<>();

    @Option(names = "--mask", paramLabel = "F", description = "An image whose pixels other than 0 are a rough mask.")
    private Optional<Path> mask = Optional.empty();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    SegmentVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        PromptSet prompts = prompts();
        if (prompts.isEmpty()) {
            throw new UserError(
                    "There is no prompt to segment by.", "Give --box, --point or --mask, or use `samovar everything`.");
        }
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

    private PromptSet prompts() {
        PromptSet set = PromptSet.none();
        if (box.isPresent()) {
            set = set.with(new BoxPrompt(PromptText.box(box.get())));
        }
        for (String point : points) {
            set = set.with(PromptText.point(point));
        }
        if (mask.isPresent()) {
            set = set.with(new MaskPrompt(Labels.read(mask.get()).foreground()));
        }
        return set;
    }
}
