package org.samovar.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.samovar.catalog.LoadedSupport;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelVolume;
import org.samovar.image.RgbImage;
import org.samovar.image.Volume;
import org.samovar.image.io.Images;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Volumes;
import org.samovar.io.AtomicFiles;
import org.samovar.predict.support.SupportAnswer;
import org.samovar.predict.support.SupportSession;
import org.samovar.train.support.SupportFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Classes of images and volumes, by labelled examples. */
@Command(
        name = "support",
        description = "Finds on images and volumes what is labelled on those of a folder, without prompts.")
final class SupportVerb implements Runnable {
    private static final String VOLUME = "-labels.nii.gz";

    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "EXAMPLES",
            description =
                    "The support set: a dataset folder, of which the training part is taken, or any folder with images/ and labels/.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path examples;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE|FOLDER",
            description = "Images, volumes and time series; of a folder all its images.")
    private List<Path> given = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            required = true,
            description = "Gets labels, overlay and classes of every image, and the labels of every volume.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "Which of several targets the examples are labelled for.")
    private Optional<String> target = Optional.empty();

    @Option(names = "--size", paramLabel = "N", description = "Take only N of the images, or volumes, of EXAMPLES.")
    private int size = Integer.MAX_VALUE;

    @Mixin
    private SupportOptions options = new SupportOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    SupportVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (size < 1) {
            throw new UserError("--size " + size + " leaves no example.");
        }
        List<Path> files = HeapFiles.of(examples, given);
        HeapFiles.requireRoom(out, files);
        SupportFolder folder = SupportFolder.open(examples, target, size);
        try (LoadedSupport loaded = model.openSupport(console);
                SupportSession session = loaded.session(options.settings(loaded.settings()))) {
            console.withProgress(progress -> {
                folder.show(session, progress);
                return session;
            });
            console.tell(session.size() + " examples of " + names(folder, session));
            List<String> failures = new ArrayList<>();
            for (Path file : files) {
                try {
                    segment(file, session, folder, loaded.name());
                } catch (UserError e) {
                    failures.add(file + ": " + e.getMessage());
                }
            }
            failures.forEach(console::tell);
            if (failures.size() == files.size()) {
                throw new UserError("Not one of the images could be segmented.");
            }
            console.print("Wrote the labels of " + (files.size() - failures.size()) + " files to " + out);
        }
    }

    private static String names(SupportFolder folder, SupportSession session) {
        return session.classes().stream().map(folder::name).collect(Collectors.joining(", "));
    }

    private void segment(Path file, SupportSession session, SupportFolder folder, String modelName) {
        boolean isVolume = Volumes.recognises(file);
        if (isVolume) {
            Volume volume = console.whileWaiting("reading " + file, () -> Volumes.read(file));
            console.tellNotes(file, volume);
            if (volume.size().depth() > 1 || volume.size().frames() > 1) {
                volume(file, volume, session, folder);
                return;
            }
        }
        RgbImage image = IntensityRule.rgb(Images.read(file), file.toString());
        SupportAnswer answer = console.whileWaiting("segmenting " + file, () -> session.segment(image));
        List<Findings.Finding> found = new ArrayList<>();
        answer.certainty()
                .forEach((id, certainty) ->
                        found.add(Findings.Finding.of(id, answer.labels().mask(id), certainty)));
        OutputOptions.writeAll(new Findings(file, image, modelName, found), out);
        Map<Integer, Long> areas = new TreeMap<>();
        answer.labels().areas().forEach((id, area) -> areas.put(id, (long) area));
        tell(file, areas, " pixels", folder);
    }

    /** A volume in space, or an image in time. */
    private void volume(Path file, Volume volume, SupportSession session, SupportFolder folder) {
        LabelVolume labels = console.withProgress(progress -> session.segment(volume, progress));
        Path to = out.resolve(nameOf(file) + VOLUME);
        AtomicFiles.requireWritable(to);
        console.whileWaiting("writing " + to, () -> {
            LabelVolumes.write(labels, to);
            return to;
        });
        Map<Integer, Long> areas = new TreeMap<>();
        for (int t = 0; t < labels.size().frames(); t++) {
            labels.slices(Axis.Z, t)
                    .forEach(slice -> slice.areas().forEach((id, area) -> areas.merge(id, (long) area, Long::sum)));
        }
        tell(file, areas, " voxels", folder);
    }

    /** Without the ending of a file; numbers with points are whole names of folders. */
    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return Files.isRegularFile(file) ? name.replaceFirst("(\\.nii)?\\.[^.]*$", "") : name;
    }

    private void tell(Path file, Map<Integer, Long> areas, String unit, SupportFolder folder) {
        String text = areas.entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s %d%s", folder.name(e.getKey()), e.getValue(), unit))
                .collect(Collectors.joining(", "));
        console.print(file.getFileName() + ": " + (text.isEmpty() ? "nothing found" : text));
    }
}
