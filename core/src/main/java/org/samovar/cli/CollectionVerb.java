package org.samovar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.samovar.catalog.LoadedModel;
import org.samovar.geometry.UserError;
import org.samovar.image.IntensityRule;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.predict.Candidate;
import org.samovar.predict.CollectionListener;
import org.samovar.predict.CollectionSession;
import org.samovar.predict.CollectionSettings.Joining;
import org.samovar.prompt.PromptSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One object of many images, by prompts on one of them. */
@Command(name = "collection", description = "Segments an object on many images that you point at on one.")
final class CollectionVerb implements Runnable {
    private static final int OBJECT = 1;

    private final Console console;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image with the prompts: PNG, JPEG or TIFF.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path example;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE|FOLDER",
            description = "The other images, in any order; of a folder all its images.")
    private List<Path> others = new ArrayList<>();

    @Mixin
    private PromptOptions prompting = new PromptOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            required = true,
            description = "Gets labels, overlay and objects of every image.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--joining",
            paramLabel = "on|off",
            description =
                    "Whether images without prompts become examples for later ones; off makes the order of no matter"
                            + " (default: ${DEFAULT-VALUE}).")
    private Switch joining = Switch.ON;

    @Mixin
    private BankOptions bank = new BankOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    CollectionVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        PromptSet prompts = prompting.prompts("Give --box, --point or --mask for the first image.");
        List<Path> files = HeapFiles.of(example, others);
        HeapFiles.requireRoom(
                out, Stream.concat(Stream.of(example), files.stream()).toList());
        RgbImage shown = read(example);
        prompts.requireFits(shown.size());
        Joining join = joining == Switch.ON ? Joining.POLICY : Joining.PROMPTED_ONLY;
        try (LoadedModel loaded = model.open(console);
                CollectionSession session = loaded.collection(bank.ofHeaps(), join)) {
            Candidate first = console.whileWaiting("segmenting", () -> session.prompt(OBJECT, shown, prompts))
                    .chosen();
            if (first.mask().isEmpty()) {
                throw new UserError("The network found nothing at the prompts, so there is nothing to look for.");
            }
            Writer writer = new Writer(files, loaded.name());
            writer.write(example, shown, first);
            console.withProgress(progress -> {
                session.segmentAll(readers(files), writer, progress);
                return writer;
            });
            writer.report();
        }
    }

    private static List<Supplier<RgbImage>> readers(List<Path> files) {
        List<Supplier<RgbImage>> readers = new ArrayList<>();
        files.forEach(file -> readers.add(() -> read(file)));
        return readers;
    }

    private static RgbImage read(Path file) {
        return IntensityRule.rgb(Images.read(file), file.toString());
    }

    /** Writes each image as soon as it is done, and keeps the lines about it until the progress bar has gone. */
    private final class Writer implements CollectionListener {
        private final List<Path> files;
        private final String name;
        private final List<String> lines = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();

        Writer(List<Path> files, String name) {
            this.files = files;
            this.name = name;
        }

        @Override
        public void onImage(int index, RgbImage image, Map<Integer, Candidate> found) {
            for (Candidate candidate : found.values()) {
                write(files.get(index), image, candidate);
            }
        }

        @Override
        public void onFailure(int index, UserError why) {
            String message = String.valueOf(why.getMessage());
            String file = files.get(index).toString();
            failures.add(message.contains(file) ? message : file + ": " + message);
        }

        void write(Path file, RgbImage image, Candidate candidate) {
            boolean isFound = !candidate.mask().isEmpty();
            List<Findings.Finding> objects =
                    isFound ? List.of(Findings.Finding.of(OBJECT, candidate.mask(), candidate.score())) : List.of();
            OutputOptions.writeAll(new Findings(file, image, name, objects), out);
            lines.add(
                    isFound
                            ? String.format(
                                    Locale.ROOT,
                                    "%s: %d pixels, score %.3f",
                                    file.getFileName(),
                                    candidate.mask().area(),
                                    candidate.score())
                            : file.getFileName() + ": not found");
        }

        void report() {
            lines.forEach(console::print);
            failures.forEach(console::tell);
            console.print("Wrote labels, overlays and scores of " + lines.size() + " images to " + out);
            if (failures.size() == files.size()) {
                throw new UserError("Not one of the other images could be segmented.");
            }
        }
    }
}
