package org.samovar.catalog;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.samovar.catalog.ModelFacts.Fact;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.io.AtomicFiles;
import org.samovar.predict.ImageSession;
import org.samovar.predict.Zoom;
import org.samovar.tensor.EngineFacts;

/** What there is to run models on, found out by trying it. */
public final class SetupReport {
    private static final double GIGABYTE = 1e9;
    private static final double MILLISECOND = 1e6;

    private final List<Fact> facts = new ArrayList<>();
    private boolean usable = true;

    private SetupReport() {}

    /**
     * Looks at Java, memory, the engine and the folder of models, and times a model; this takes seconds.
     *
     * @param opening opens the model that is tried, which is closed afterwards
     */
    public static SetupReport of(Supplier<LoadedModel> opening) {
        SetupReport report = new SetupReport();
        report.add("Samovar", version());
        report.add("Java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
        report.add("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        report.add("memory", memory());
        report.attempt("engine", report::engine);
        report.attempt("models", report::models);
        report.attempt("model", () -> report.model(opening));
        return report;
    }

    /** The version of these classes. */
    public static String version() {
        return Optional.ofNullable(SetupReport.class.getPackage().getImplementationVersion())
                .orElse("(built from source)");
    }

    /** In the order in which people read them; a fact without a name goes on with the one before. */
    public List<Fact> facts() {
        return List.copyOf(facts);
    }

    /** Whether everything works. */
    public boolean isUsable() {
        return usable;
    }

    /** The facts in lines for a person, and a last one that says whether everything works. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        facts.forEach(fact -> lines.add(String.format(Locale.ROOT, "%-10s %s", fact.what(), fact.text())));
        lines.add(usable ? "Everything works." : "Samovar cannot be used like this.");
        return lines;
    }

    private void add(String what, String text) {
        facts.add(new Fact(what, text));
    }

    /** Runs a check; whatever it throws is its result. */
    private void attempt(String what, Runnable check) {
        try {
            check.run();
        } catch (UserError e) {
            usable = false;
            add(what, "FAILED: " + e.getMessage());
            e.hint().ifPresent(hint -> add("", hint));
        } catch (RuntimeException | LinkageError e) {
            usable = false;
            add(what, "FAILED: " + e);
        }
    }

    private static String memory() {
        String java = gigabytes(Runtime.getRuntime().maxMemory()) + " for Java";
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? gigabytes(system.getTotalMemorySize()) + ", " + gigabytes(system.getFreeMemorySize()) + " free, "
                        + java
                : java;
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
    }

    private void engine() {
        EngineFacts engine = EngineFacts.ask();
        add("engine", engine.name() + " through " + engine.binding() + ", " + engine.threads() + " threads");
        add("", String.join(" ", engine.features()));
        add("cache", engine.cache() + writable(engine.cache()));
    }

    private void models() {
        ModelStore store = ModelStore.standard();
        add("models", store.folder() + writable(store.folder()));
        store.files()
                .forEach(file ->
                        add("", file.getFileName() + " " + new ModelSource.OfFile(file.toString(), file).sha256()));
    }

    /** Why files cannot be made there; nothing where they can. */
    private static String writable(Path folder) {
        return AtomicFiles.obstacleIn(folder)
                .map(why -> " (cannot be written to: " + why + ")")
                .orElse("");
    }

    private void model(Supplier<LoadedModel> opening) {
        long start = System.nanoTime();
        try (LoadedModel model = opening.get()) {
            double opened = milliseconds(start);
            add("device", model.device() + model.note().map(note -> ": " + note).orElse(""));
            add("model", model.name() + ", " + model.description());
            add("", "SHA-256 " + model.sha256());
            int side = model.network().input().size();
            encode(model); // the first time is slower
            add(
                    "encode",
                    String.format(
                            Locale.ROOT,
                            "%d x %d pixels in %.0f ms, %s; opened in %.0f ms",
                            side,
                            side,
                            encode(model),
                            model.settings().precision(),
                            opened));
        }
    }

    /** Milliseconds to encode one black image. */
    private static double encode(LoadedModel model) {
        int side = model.network().input().size();
        RgbImage image = RgbImage.gray(side, side, new byte[side * side]);
        long start = System.nanoTime();
        try (ImageSession session =
                ImageSession.open(model.network(), image, model.settings().withZoom(Zoom.NEVER))) {
            session.prepare();
        }
        return milliseconds(start);
    }

    private static double milliseconds(long start) {
        return (System.nanoTime() - start) / MILLISECOND;
    }
}
