package org.samovar.fiji.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.samovar.catalog.ModelSource;
import org.samovar.catalog.ModelStore;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.tensor.EngineFacts;

/** What models run on, in lines for a person. */
final class SetupReport {
    private static final double MEGABYTE = 1e6;

    private final List<String> lines = new ArrayList<>();

    private SetupReport() {}

    /** @param names of the models that can be opened, the first of which is tried */
    static List<String> of(List<String> names) {
        SetupReport report = new SetupReport();
        report.line("Samovar", SetupReport.class.getPackage().getImplementationVersion());
        report.line("Java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
        report.line("System", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        report.line(
                "Memory",
                String.format(
                        Locale.ROOT, "%.0f MB for Java", Runtime.getRuntime().maxMemory() / MEGABYTE));
        report.attempt(report::engine);
        report.attempt(report::store);
        report.attempt(() -> report.model(names.get(0)));
        return report.lines;
    }

    private void line(String what, Object value) {
        lines.add(String.format(Locale.ROOT, "%-8s %s", what, value));
    }

    /** Runs a check; whatever it throws is its result. */
    private void attempt(Runnable check) {
        try {
            check.run();
        } catch (UserError e) {
            lines.add("FAILED: " + e.getMessage()
                    + e.hint().map(hint -> " " + hint).orElse(""));
        } catch (RuntimeException | LinkageError e) {
            lines.add("FAILED: " + e);
        }
    }

    private void engine() {
        EngineFacts facts = EngineFacts.ask();
        line("Engine", facts.name() + " through " + facts.binding() + ", " + facts.threads() + " threads");
        line("Cache", facts.cache() + writable(facts.cache()));
    }

    private void store() {
        ModelStore store = ModelStore.standard();
        line("Models", store.folder() + writable(store.folder()));
        for (Path file : store.files()) {
            line("", file.getFileName() + ", SHA-256 " + new ModelSource.OfFile(file.toString(), file).sha256());
        }
    }

    /** Why files cannot be made there; nothing where they can. */
    private static String writable(Path folder) {
        return AtomicFiles.obstacleIn(folder)
                .map(why -> " (cannot be written to: " + why + ")")
                .orElse("");
    }

    private void model(String name) {
        long start = System.nanoTime();
        try (CatalogSegmenter model = CatalogSegmenter.open(name)) {
            line("Model", name + ", " + model.description());
            line("", "SHA-256 " + model.sha256());
            line("Opening", milliseconds(start));
            model.encode(); // the first time is slower
            long again = System.nanoTime();
            model.encode();
            line("Encoding", milliseconds(again) + " an image");
            lines.add("Everything works.");
        }
    }

    private static String milliseconds(long start) {
        return String.format(Locale.ROOT, "%.0f ms", (System.nanoTime() - start) / MEGABYTE);
    }
}
