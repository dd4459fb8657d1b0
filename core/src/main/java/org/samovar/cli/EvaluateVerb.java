package org.samovar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.samovar.catalog.LoadedModel;
import org.samovar.catalog.LoadedSemantic;
import org.samovar.catalog.LoadedSupport;
import org.samovar.evaluate.Baseline;
import org.samovar.evaluate.Evaluation;
import org.samovar.evaluate.Protocol;
import org.samovar.evaluate.Report;
import org.samovar.evaluate.Segmenter;
import org.samovar.evaluate.collection.CollectionEvaluation;
import org.samovar.evaluate.collection.CollectionProtocol;
import org.samovar.evaluate.collection.CollectionSegmenter;
import org.samovar.evaluate.collection.CopiedMasks;
import org.samovar.evaluate.collection.MovedBoxes;
import org.samovar.evaluate.collection.NetworkCollections;
import org.samovar.evaluate.semantic.AnswerListener;
import org.samovar.evaluate.semantic.ClassSegmenter;
import org.samovar.evaluate.semantic.NetworkClasses;
import org.samovar.evaluate.semantic.SemanticEvaluation;
import org.samovar.evaluate.semantic.SemanticReport;
import org.samovar.evaluate.support.SupportCurve;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.memory.MemoryPolicy;
import org.samovar.predict.CollectionSettings.Joining;
import org.samovar.predict.semantic.Mirroring;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How good a model, or a classical method on the same prompts, is on a dataset. */
@Command(name = "evaluate", description = "Measures a model, or a classical method on the same prompts, on a dataset.")
final class EvaluateVerb implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "DATASET", description = "A dataset folder.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path folder;

    @Option(
            names = "--protocol",
            paramLabel = "P",
            description = "What is asked: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Protocol protocol = Protocol.BOX;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            description = "Which images or volumes: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Split split = Split.TEST;

    @Option(names = "--first", paramLabel = "N", description = "Only the first N images or volumes.")
    private int most = Integer.MAX_VALUE;

    @Option(
            names = "--baseline",
            paramLabel = "METHOD",
            description = "A classical method instead of a model: ${COMPLETION-CANDIDATES}; copy, for propagate and"
                    + " collection, copies the model's masks of what is prompted to the others.")
    private Optional<BaselineChoice> baseline = Optional.empty();

    @Option(names = "--json", paramLabel = "OUT", description = "Write the figures to this file as well.")
    private Optional<Path> json = Optional.empty();

    @Mixin
    private VolumeOptions volumes = new VolumeOptions();

    @Mixin
    private HeapOptions heap = new HeapOptions();

    @Mixin
    private MirrorOption mirror = new MirrorOption();

    @Mixin
    private SupportFigures support = new SupportFigures();

    @Mixin
    private FollowOptions follow = new FollowOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private ModelOptions model = new ModelOptions();

    EvaluateVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        requireSensible();
        json.ifPresent(AtomicFiles::requireWritable);
        Dataset dataset = Dataset.open(folder);
        Optional<Baseline> method = baseline.flatMap(BaselineChoice::method);
        if (protocol == Protocol.PROPAGATE) {
            VolumeFigures figures = new VolumeFigures(console, volumes, follow, dataset, split, most);
            method.map(figures::ofMethod)
                    .orElseGet(() -> withModel(loaded -> figures.ofModel(loaded, ModelImages.of(loaded), baseline)))
                    .ifPresent(this::print);
        } else if (protocol == Protocol.COLLECTION) {
            print(method.map(m -> onHeaps(dataset, new MovedBoxes(m)))
                    .orElseGet(() -> withModel(loaded -> onHeaps(
                            dataset,
                            baseline.isPresent() ? new CopiedMasks(ModelImages.of(loaded)) : heapsOf(loaded)))));
        } else if (protocol == Protocol.SEMANTIC) {
            SemanticReport report = withoutPrompts(dataset);
            print(report.report(), report.toTable(), report.toJson());
        } else if (protocol == Protocol.SUPPORT) {
            print(bySupport(dataset));
        } else {
            print(method.map(m -> onImages(dataset, m))
                    .orElseGet(() -> withModel(loaded -> onImages(dataset, ModelImages.of(loaded)))));
        }
    }

    private void requireSensible() {
        if (most < 1) {
            throw new UserError("--first " + most + " leaves no image to evaluate.");
        }
        if (protocol != Protocol.PROPAGATE
                && protocol != Protocol.COLLECTION
                && baseline.equals(Optional.of(BaselineChoice.COPY))) {
            throw new UserError(
                    "--baseline copy is for --protocol propagate and collection: other protocols prompt every image.");
        }
        List<Protocol> onVolumes = List.of(Protocol.PROPAGATE);
        List<Protocol> onHeaps = List.of(Protocol.COLLECTION);
        List<Protocol> both = List.of(Protocol.PROPAGATE, Protocol.COLLECTION);
        requireOnlyFor(both, List.of(VolumeOptions.PROMPT), "volumes and heaps of images");
        requireOnlyFor(both, BankOptions.NAMES, "volumes and heaps of images");
        requireOnlyFor(onVolumes, VolumeOptions.NAMES, "volumes");
        requireOnlyFor(List.of(Protocol.PROPAGATE, Protocol.SUPPORT), List.of(VolumeOptions.CURVE), "curves");
        requireOnlyFor(List.of(Protocol.SUPPORT), SupportFigures.NAMES, "support sets");
        requireOnlyFor(List.of(Protocol.SUPPORT), SupportOptions.NAMES, "support sets");
        requireOnlyFor(onVolumes, List.of(FollowOptions.PROJECT), "volumes");
        requireOnlyFor(onHeaps, HeapOptions.NAMES, "heaps of images");
        requireOnlyFor(List.of(Protocol.SEMANTIC), List.of(MirrorOption.NAME), "systems without prompts");
        if ((protocol == Protocol.SEMANTIC || protocol == Protocol.SUPPORT) && baseline.isPresent()) {
            throw new UserError("--baseline is for protocols with prompts.");
        }
        if (protocol == Protocol.PROPAGATE) {
            follow.propagation();
        }
    }

    private void requireOnlyFor(List<Protocol> owners, List<String> names, String what) {
        for (String name : names) {
            if (!owners.contains(protocol)
                    && spec.commandLine().getParseResult().hasMatchedOption(name)) {
                String protocols = owners.stream().map(Protocol::toString).collect(Collectors.joining(" or "));
                throw new UserError(name + " is for " + what + ", by --protocol " + protocols + ".");
            }
        }
    }

    private <T> T withModel(Function<LoadedModel, T> work) {
        try (LoadedModel loaded = model.open(console)) {
            return work.apply(loaded);
        }
    }

    private void print(Report report) {
        print(report, report.toTable(), report.toJson());
    }

    private void print(Report report, String table, String text) {
        console.out().print(table);
        json.ifPresent(file -> AtomicFiles.writeText(file, text));
        if (report.items().isEmpty()) {
            throw new UserError("Not one image of " + folder + " could be scored.");
        }
    }

    private Report onImages(Dataset dataset, Segmenter segmenter) {
        return console.withProgress(
                progress -> new Evaluation(dataset, protocol, segmenter).run(split, most, progress));
    }

    private SemanticReport withoutPrompts(Dataset dataset) {
        try (LoadedSemantic loaded = model.openSemantic(console)) {
            Map<String, String> settings = mirror.choice() == Mirroring.NONE ? Map.of() : Map.of("mirrored", "yes");
            ClassSegmenter segmenter = new NetworkClasses(
                    loaded.name(),
                    loaded.segmenter(mirror.choice()),
                    loaded.spec().classes(),
                    dataset.info(),
                    settings);
            return console.withProgress(progress ->
                    new SemanticEvaluation(dataset, segmenter, AnswerListener.NONE).run(split, most, progress));
        }
    }

    private SupportCurve bySupport(Dataset dataset) {
        try (LoadedSupport loaded = model.openSupport(console)) {
            return support.of(loaded, dataset, split, most, console);
        }
    }

    private void print(SupportCurve curve) {
        console.out().print(curve.toTable());
        json.ifPresent(file -> AtomicFiles.writeText(file, curve.toJson()));
        volumes.curve().ifPresent(curve::write);
        if (curve.isEmpty()) {
            throw new UserError("Not one image of " + folder + " could be scored.");
        }
    }

    private Report onHeaps(Dataset dataset, CollectionSegmenter segmenter) {
        CollectionProtocol asked = heap.protocol(volumes.prompt(), CollectionProtocol.STANDARD.runs());
        return console.withProgress(
                progress -> new CollectionEvaluation(dataset, asked, segmenter).run(split, most, progress));
    }

    private CollectionSegmenter heapsOf(LoadedModel model) {
        BankOptions bank = follow.bank();
        MemoryPolicy policy = bank.ofHeaps();
        return new NetworkCollections(
                model.name(), bank.settingsOfHeaps(), () -> model.collection(policy, Joining.POLICY));
    }
}
