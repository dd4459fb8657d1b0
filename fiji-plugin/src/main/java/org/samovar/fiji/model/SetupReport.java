package org.samovar.fiji.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.samovar.catalog.ModelStore;
import org.samovar.geometry.UserError;

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
        report.line("Models", String.join(", ", names));
        report.line("Folder", ModelStore.standard().folder().toString());
        report.tryOut(names.get(0));
        return report.lines;
    }

    private void line(String what, Object value) {
        lines.add(String.format(Locale.ROOT, "%-8s %s", what, value));
    }

    private void tryOut(String name) {
        long start = System.nanoTime();
        try (CatalogSegmenter model = CatalogSegmenter.open(name)) {
            line("Model", name + ", " + model.description());
            line("SHA-256", model.sha256());
            line("Opening", milliseconds(start));
            model.encode(); // the first time is slower
            long again = System.nanoTime();
            model.encode();
            line("Encoding", milliseconds(again) + " an image");
            lines.add("Everything works.");
        } catch (UserError e) {
            lines.add("FAILED: " + e.getMessage()
                    + e.hint().map(hint -> " " + hint).orElse(""));
        } catch (LinkageError e) {
            lines.add("FAILED: the engine cannot be loaded: " + e);
        }
    }

    private static String milliseconds(long start) {
        return String.format(Locale.ROOT, "%.0f ms", (System.nanoTime() - start) / MEGABYTE);
    }
}
