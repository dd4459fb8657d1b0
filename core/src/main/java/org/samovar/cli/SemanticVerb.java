package org.samovar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.samovar.catalog.LoadedSemantic;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.Image;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.image.io.Images;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Labels;
import org.samovar.image.io.Volumes;
import org.samovar.io.AtomicFiles;
import org.samovar.predict.semantic.SemanticSegmenter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The classes of an image or volume, by a system that takes no prompts. */
@Command(
        name = "semantic",
        description = "Finds the classes that a system was trained for in an image or volume, without prompts.")
final class SemanticVerb implements Runnable {
    private static final String PICTURE = ".png";

    private final Console console;

    @Parameters(
            paramLabel = "FILE",
            description = "An image (PNG, JPEG, TIFF), or a volume or time series (NIfTI, NRRD, TIFF stack, DICOM).")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description =
                    "The label image: .nii, .nii.gz, .nrrd, .nhdr, .mha, .mhd, .tif, .tiff, .zarr or .dcm with the geometry of FILE, or .png for one slice.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Mixin
    private MirrorOption mirror = new MirrorOption();

    @Mixin
    private ModelOptions model = new ModelOptions();

    SemanticVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        boolean isPicture =
                String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT).endsWith(PICTURE);
        if (isPicture) {
            AtomicFiles.requireWritable(out);
        } else {
            LabelVolumes.requireWritable(out);
        }
        AtomicFiles.requireOther(out, file);
        Volume volume = console.whileWaiting("reading " + file, this::read);
        console.tellNotes(file, volume);
        if (isPicture && volume.size().depth() * volume.size().frames() > 1) {
            throw new UserError(
                    "Cannot write " + volume.size() + " voxels to " + out + ": a PNG file has one slice.",
                    "Take a name that ends in .nii.gz, .nrrd or .tif.");
        }
        try (LoadedSemantic loaded = model.openSemantic(console)) {
            SemanticSegmenter segmenter = loaded.segmenter(mirror.choice());
            LabelVolume labels = console.withProgress(progress -> segmenter.segment(volume, progress));
            console.whileWaiting("writing " + out, () -> {
                if (isPicture) {
                    Labels.write(labels.slice(Axis.Z, 0, 0), out);
                } else {
                    LabelVolumes.write(labels, out, file);
                }
                return out;
            });
            tell(labels, loaded.spec().classes());
        }
    }

    private Volume read() {
        if (Volumes.recognises(file)) {
            return Volumes.read(file);
        }
        Image image = Images.read(file);
        return Volume.ofSlices(List.of(image), Axis.Z, VolumeGeometry.PIXELS);
    }

    /** How much of each class was found. */
    private void tell(LabelVolume labels, List<String> classes) {
        Map<Integer, Long> areas = new TreeMap<>();
        for (int t = 0; t < labels.size().frames(); t++) {
            labels.slices(Axis.Z, t)
                    .forEach(slice -> slice.areas().forEach((k, area) -> areas.merge(k, (long) area, Long::sum)));
        }
        console.print("Wrote " + out);
        String unit = labels.size().depth() == 1 ? " pixels" : " voxels";
        for (int k = 1; k <= classes.size(); k++) {
            long found = areas.getOrDefault(k, 0L);
            console.print(k + " " + classes.get(k - 1) + ": " + (found == 0 ? "nothing found" : found + unit));
        }
    }
}
