package org.samovar.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.samovar.catalog.LoadedModel;
import org.samovar.catalog.ModelSource;
import org.samovar.catalog.ModelStore;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.io.AtomicFiles;
import org.samovar.predict.ImageSession;
import org.samovar.predict.Zoom;
import org.samovar.tensor.EngineFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what there is, and tries it. */
@Command(name = "doctor", description = "Checks engine, device, memory and models, and times a network.")
final class DoctorVerb implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ModelOptions model = new ModelOptions();

    private boolean usable = true;

    DoctorVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        line("Samovar", Version.text());
        line("Java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
        line("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        line("memory", memory());
        attempt("engine", this::engine);
        attempt("models", this::models);
        attempt("model", this::network);
        console.print(usable ? "Everything works." : "Samovar cannot be used like this.");
        return usable ? 0 : Failures.REFUSED;
    }

    private void line(String what, String text) {
        console.print(String.format(Locale.ROOT, "%-10s %s", what, text));
    }

    /** Runs a check; whatever it throws is its result. */
    private void attempt(String what, Runnable check) {
        try {
            check.run();
        } catch (RuntimeException | LinkageError e) {
            usable = false;
            line(what, "FAILED: " + Failures.sentence(e));
            if (e instanceof UserError error) {
                error.hint().ifPresent(hint -> line("", hint));
            }
        }
    }

    private static String memory() {
        long heap = Runtime.getRuntime().maxMemory();
        String java = String.format(Locale.ROOT, "%.1f GB for Java", heap / 1e9);
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? String.format(
                        Locale.ROOT,
                        "%.1f GB, %.1f GB free, %s",
                        system.getTotalMemorySize() / 1e9,
                        system.getFreeMemorySize() / 1e9,
                        java)
                : java;
    }

    private void engine() {
        EngineFacts facts = EngineFacts.ask();
        line("engine", facts.name() + " through " + facts.binding() + ", " + facts.threads() + " threads");
        line("", String.join(" ", facts.features()));
        line("cache", facts.cache() + writable(facts.cache()));
    }

    private void models() {
        ModelStore store = ModelStore.standard();
        line("models", store.folder() + writable(store.folder()));
        store.files()
                .forEach(file ->
                        line("", file.getFileName() + " " + new ModelSource.OfFile(file.toString(), file).sha256()));
    }

    /** Why files cannot be made there; nothing where they can. */
    private static String writable(Path folder) {
        return AtomicFiles.obstacleIn(folder)
                .map(why -> " (cannot be written to: " + why + ")")
                .orElse("");
    }

    private void network() {
        try (LoadedModel loaded = model.open(console)) {
            line("device", loaded.device().toString());
            line("model", loaded.name() + ", " + loaded.description());
            line("", "SHA-256 " + loaded.sha256());
            int side = loaded.network().input().size();
            encode(loaded); // once to warm up
            line(
                    "encode",
                    String.format(
                            Locale.ROOT,
                            "%d x %d pixels in %.0f ms, %s",
                            side,
                            side,
                            encode(loaded),
                            loaded.settings().precision()));
        }
    }

    /** Milliseconds to encode one image. */
    private static double encode(LoadedModel loaded) {
        int side = loaded.network().input().size();
        RgbImage image = RgbImage.gray(side, side, new byte[side * side]);
        long start = System.nanoTime();
        try (ImageSession session =
                ImageSession.open(loaded.network(), image, loaded.settings().withZoom(Zoom.NEVER))) {
            session.prepare();
        }
        return (System.nanoTime() - start) / 1e6;
    }
}
