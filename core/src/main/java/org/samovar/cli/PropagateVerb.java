package org.samovar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.samovar.catalog.LoadedModel;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Volumes;
import org.samovar.io.AtomicFiles;
import org.samovar.predict.Aggregate;
import org.samovar.predict.Propagation;
import org.samovar.predict.SixOrientations;
import org.samovar.predict.SixOrientations.Prompted;
import org.samovar.predict.SliceListener;
import org.samovar.predict.SliceRange;
import org.samovar.predict.SliceSequence;
import org.samovar.predict.VolumeSession;
import org.samovar.predict.VolumeSettings;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Objects of a volume or time series, by prompts on some of its slices. */
@Command(
        name = "propagate",
        description = "Follows objects that you point at on a slice through a volume or time series.")
final class PropagateVerb implements Runnable {
    private static final int ALL_ORIENTATIONS = 6;

    private final Console console;

    @Parameters(
            paramLabel = "VOLUME",
            description =
                    "A NIfTI, NRRD or MetaImage file, a TIFF stack, an OME-Zarr folder, or a folder or file of a DICOM series.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path file;

    @ArgGroup(exclusive = false, multiplicity = "1..*")
    private List<SlicePrompts> prompts = new ArrayList<>();

    @Option(
            names = "--axis",
            paramLabel = "AXIS",
            description =
                    "Along which the slices follow each other: x, y, z or t (default: z, or t for a flat time series).")
    private Optional<Axis> axis = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "N",
            description =
                    "Of a volume in time: at which point in time, along t at which z (default: ${DEFAULT-VALUE}).")
    private int at;

    @Option(
            names = "--range",
            paramLabel = "FIRST-LAST",
            description = "Follow the objects through these slices only (default: all).")
    private Optional<String> range = Optional.empty();

    @Option(
            names = "--orientations",
            paramLabel = "1|6",
            description = "Along one axis, or along all three in both orders (default: ${DEFAULT-VALUE}).")
    private int orientations = 1;

    @Option(
            names = "--aggregate",
            paramLabel = "HOW",
            description =
                    "How six orientations become one result: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Aggregate aggregate = Aggregate.MEAN;

    @Mixin
    private FollowOptions follow = new FollowOptions();

    @Option(
            names = "--window",
            paramLabel = "LEVEL,WIDTH|NAME",
            description = "The values that become black to white; for CT also soft-tissue, lung, brain or bone.")
    private Optional<String> window = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "The label volume: .nii, .nii.gz, .nrrd, .nhdr, .mha, .mhd, .tif, .tiff, .zarr or .dcm.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path out;

    @Mixin
    private ModelOptions model = new ModelOptions();

    PropagateVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        List<Prompted> given = SlicePrompts.all(prompts);
        requireSense();
        LabelVolumes.requireWritable(out);
        AtomicFiles.requireOther(out, file);
        Volume volume = console.whileWaiting("reading " + file, () -> Volumes.read(file));
        console.tellNotes(file, volume);
        Axis along = axis.orElse(volume.size().stackAxis());
        SliceSequence slices =
                console.whileWaiting("reading " + file, () -> SliceSequence.of(volume, along, at, rule(volume)));
        for (Prompted prompted : given) {
            slices.requireSlice(prompted.slice());
            prompted.prompts().requireFits(slices.size());
        }
        SliceRange through = range.map(PropagateText::range).orElse(SliceRange.all(slices));
        slices.requireSlice(through.last());
        try (LoadedModel loaded = model.open(console)) {
            VolumeSettings settings = settings(loaded, along);
            LabelVolume labels = orientations == ALL_ORIENTATIONS
                    ? sixTimes(loaded, volume, settings, along, given)
                    : once(loaded, slices, settings, through, given);
            console.whileWaiting("writing " + out, () -> {
                LabelVolumes.write(labels, out, file);
                return out;
            });
            tell(labels, along, given);
        }
    }

    private void requireSense() {
        follow.propagation();
        if (orientations != 1 && orientations != ALL_ORIENTATIONS) {
            throw new UserError("--orientations is 1 or 6, not " + orientations + ".");
        }
        if (orientations == ALL_ORIENTATIONS && range.isPresent()) {
            throw new UserError(
                    "--range is for one orientation: the slices of the other axes are not those of the range.");
        }
    }

    private IntensityRule rule(Volume volume) {
        return window.<IntensityRule>map(PropagateText::window)
                .orElse(IntensityRule.suitedTo(volume.info().type()));
    }

    private VolumeSettings settings(LoadedModel loaded, Axis along) {
        VolumeSettings suited = loaded.volumeSettings();
        Optional<Propagation> chosen = follow.propagation();
        if (chosen.isEmpty() && suited.propagation() instanceof Propagation.Projection) {
            console.tell(loaded.name() + " has no memory; its masks are projected from slice to slice.");
        }
        suited = chosen.map(suited::with).orElse(suited);
        return along == Axis.T ? suited.inTime() : suited;
    }

    private LabelVolume once(
            LoadedModel loaded,
            SliceSequence slices,
            VolumeSettings settings,
            SliceRange through,
            List<Prompted> given) {
        try (VolumeSession session = loaded.session(slices, settings)) {
            return console.withProgress(progress -> {
                for (Prompted prompted : given) {
                    session.prompt(prompted.object(), prompted.slice(), prompted.prompts());
                }
                session.propagate(through, SliceListener.NONE, progress);
                return slices.place(session.labels());
            });
        }
    }

    private LabelVolume sixTimes(
            LoadedModel loaded, Volume volume, VolumeSettings settings, Axis along, List<Prompted> given) {
        SixOrientations six = new SixOrientations(loaded.network(), volume, at, rule(volume), settings, aggregate);
        return console.withProgress(progress -> six.segment(along, given, progress));
    }

    /** Where each object was found. */
    private void tell(LabelVolume labels, Axis along, List<Prompted> given) {
        Map<Integer, Extent> extents = new TreeMap<>();
        given.forEach(prompted -> extents.put(prompted.object(), Extent.NONE));
        for (int slice = 0; slice < labels.size().count(along); slice++) {
            int i = slice;
            labels.slice(along, slice, at)
                    .areas()
                    .forEach((id, area) -> extents.computeIfPresent(id, (o, extent) -> extent.and(i, area)));
        }
        console.print("Wrote " + out);
        extents.forEach((id, extent) -> console.print("object " + id + ": " + extent));
    }

    /** On which slices an object is. */
    private record Extent(long voxels, int slices, int first, int last) {
        static final Extent NONE = new Extent(0, 0, 0, 0);

        Extent and(int slice, int area) {
            return new Extent(voxels + area, slices + 1, slices == 0 ? slice : first, slice);
        }

        @Override
        public String toString() {
            return slices == 0
                    ? "nothing found"
                    : voxels + " voxels on " + slices + (slices == 1 ? " slice, " : " slices, ") + first + " to "
                            + last;
        }
    }
}
