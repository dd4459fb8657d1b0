package org.samovar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samovar.catalog.LoadedModel;
import org.samovar.evaluate.Baseline;
import org.samovar.evaluate.PromptKind;
import org.samovar.evaluate.collection.Ablation;
import org.samovar.evaluate.collection.CollectionProtocol;
import org.samovar.evaluate.collection.CollectionSegmenter;
import org.samovar.evaluate.collection.MovedBoxes;
import org.samovar.evaluate.collection.NetworkCollections;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.memory.MemoryPolicy;
import org.samovar.memory.SelfSortingPolicy;
import org.samovar.predict.CollectionSettings.Joining;
import org.samovar.predict.EmbeddingCache;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What each part of MedSAM-2's memory bank brings. */
@Command(
        name = "ablation",
        description = "Measures what each part of MedSAM-2's memory bank brings on datasets: its paper's table 3.")
final class AblationVerb implements Runnable {
    /** As the paper has it, section 5.2. */
    private static final int RUNS = 5;

    private static final List<String> PARTS =
            List.of("base: the newest images", "+ confidence", "+ dissimilarity", "+ resampling");

    private final Console console;

    @Parameters(paramLabel = "DATASET", arity = "1..*", description = "Dataset folders.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            required = true,
            description = "Gets ablation.json and ablation.md.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path out;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            description = "Which images: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Split split = Split.TEST;

    @Option(names = "--first", paramLabel = "N", description = "Only the first N images of each dataset.")
    private int most = Integer.MAX_VALUE;

    @Option(
            names = "--prompt",
            paramLabel = "KIND",
            description = "What is drawn on an example: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private PromptKind prompt = CollectionProtocol.STANDARD.prompt();

    @Mixin
    private HeapOptions heap = new HeapOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    AblationVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (most < 1) {
            throw new UserError("--first " + most + " leaves no image to evaluate.");
        }
        CollectionProtocol protocol = heap.protocol(prompt, RUNS);
        Path json = out.resolve("ablation.json");
        Path table = out.resolve("ablation.md");
        AtomicFiles.requireWritable(json);
        AtomicFiles.requireWritable(table);
        List<Dataset> datasets = folders.stream().map(Dataset::open).toList();
        try (LoadedModel loaded = model.open(console);
                EmbeddingCache cache = EmbeddingCache.inMemory(loaded.settings().memory())) {
            Ablation ablation = console.withProgress(progress ->
                    Ablation.run(loaded.name(), datasets, protocol, rows(loaded, cache), split, most, progress));
            AtomicFiles.writeText(json, ablation.toJson());
            AtomicFiles.writeText(table, ablation.toMarkdown());
            console.out().print(ablation.toMarkdown());
        }
    }

    private static Map<String, CollectionSegmenter> rows(LoadedModel model, EmbeddingCache cache) {
        Map<String, CollectionSegmenter> rows = new LinkedHashMap<>();
        for (int i = 0; i < PARTS.size(); i++) {
            rows.put(
                    PARTS.get(i),
                    segmenter(model, cache, SelfSortingPolicy.ablation().get(i)));
        }
        rows.put("rule of the released code", segmenter(model, cache, SelfSortingPolicy.released()));
        rows.put("the box alone, no network", new MovedBoxes(Baseline.BOX));
        return rows;
    }

    private static CollectionSegmenter segmenter(LoadedModel model, EmbeddingCache cache, MemoryPolicy policy) {
        return new NetworkCollections(model.name(), Map.of(), () -> model.collection(policy, Joining.POLICY, cache));
    }
}
