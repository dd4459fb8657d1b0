package org.samovar.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.Slide;
import org.samovar.image.SlideInfo;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.SeriesInfo;
import org.samovar.image.io.Slides;
import org.samovar.image.io.Volumes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a file holds. */
@Command(name = "info", description = "Lists the images of a file: sizes, channels, calibration, levels.")
final class FormatsInfoVerb implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "FILE")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path file;

    FormatsInfoVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Optional<SlideInfo> slide = slide();
        if (slide.isPresent()) {
            print(slide.get());
            return;
        }
        List<SeriesInfo> all = Volumes.series(file);
        Table table = new Table("image", "name", "voxels", "channels", "samples", "spacing", "levels");
        for (int i = 0; i < all.size(); i++) {
            SeriesInfo series = all.get(i);
            VolumeInfo info = series.info();
            table.row(
                    "#" + i,
                    series.name(),
                    info.size().toString(),
                    String.valueOf(info.channels()),
                    info.type().toString(),
                    text(info.geometry().spacing()),
                    String.valueOf(series.levels()));
        }
        table.print(console);
    }

    /** Of a file that has levels; every flat picture can be opened as a slide. */
    private Optional<SlideInfo> slide() {
        if (!Files.exists(file) || !Slides.recognises(file)) {
            return Optional.empty();
        }
        try (Slide slide = Slides.open(file)) {
            return Optional.of(slide.info()).filter(info -> info.levels().size() > 1);
        } catch (UserError e) {
            return Optional.empty();
        }
    }

    private void print(SlideInfo slide) {
        console.print("A slide, " + slide.format() + ", with beside it: "
                + (slide.associated().isEmpty() ? "nothing" : String.join(", ", slide.associated())));
        Table table = new Table("level", "pixels", "reduced by", "spacing");
        for (int level = 0; level < slide.levels().size(); level++) {
            table.row(
                    String.valueOf(level),
                    slide.levels().get(level).size(),
                    String.format(Locale.ROOT, "%.4f", slide.levels().get(level).downsample()),
                    text(slide.spacing(level)));
        }
        table.print(console);
    }

    private static String text(Spacing s) {
        return String.format(Locale.ROOT, "%.5g x %.5g x %.5g %s", s.x(), s.y(), s.z(), s.unit());
    }
}
