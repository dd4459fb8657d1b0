package org.samovar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.catalog.LoadedFinder;
import org.samovar.geometry.Spacing;
import org.samovar.image.Slide;
import org.samovar.image.SlideInfo;
import org.samovar.image.SlideLevel;
import org.samovar.image.io.Slides;
import org.samovar.predict.Progress;
import org.samovar.predict.slide.FieldGrid;
import org.samovar.predict.slide.Share;
import org.samovar.predict.slide.SlideFiles;
import org.samovar.predict.slide.SlideFolder;
import org.samovar.predict.slide.SlideJob;
import org.samovar.predict.slide.SlideRun;
import org.samovar.predict.slide.TileGrid;
import org.samovar.predict.slide.TileStore;
import org.samovar.predict.slide.TileWork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** All objects or classes of a picture that is larger than memory. */
@Command(
        name = "slide",
        description = {
            "Finds all objects or classes in a slide or another picture of any size, tile by tile.",
            "What was stopped goes on where it was when it is asked for again."
        })
final class SlideVerb implements Runnable {
    private final Console console;

    @Parameters(
            paramLabel = "SLIDE",
            description = "A tiled TIFF or OME-TIFF file, an OME-Zarr folder, or what `samovar formats` adds.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            required = true,
            description = "For objects.geojson, which QuPath opens, and labels.ome.zarr; both grow while it runs.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--tiff", description = "Write labels.tif as well, a tiled BigTIFF file, at the end.")
    private boolean withTiff;

    @Option(
            names = "--share",
            paramLabel = "K/N",
            description = {
                "Compute the K-th of N shares of the tiles alone, for several computers that work into the same folder;",
                "without it the results are made of all."
            })
    private Optional<String> share = Optional.empty();

    @Mixin
    private SlideOptions slideOptions = new SlideOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    SlideVerb(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Optional<Share> part = share.map(Share::parse);
        try (Slide slide = Slides.open(file);
                LoadedFinder finder = model.openFinder(slideOptions.leastScore(), console)) {
            SlideLevel level = slideOptions.levelOf(slide.info());
            TileGrid grid = slideOptions.grid(level);
            SlideFolder folder = new SlideFolder(out);
            SlideJob job = job(slide, finder, grid);
            SlideFolder.State state = part.isPresent() ? folder.enter(job) : folder.begin(job);
            if (state == SlideFolder.State.DONE) {
                console.print("All of it is in " + out + " already.");
                return;
            }
            console.stop().arm();
            TileWork work =
                    new TileWork(slide, slideOptions.level(), grid, finder.segmenter(), slideOptions.blankness());
            TileStore store = new TileStore(folder.tiles(), grid);
            if (part.isPresent()) {
                int tiles = console.withProgress(progress -> part.get().compute(work, store, progress));
                console.print("Share " + share.get() + ": " + tiles + " tiles are in " + out);
                return;
            }
            if (state == SlideFolder.State.STOPPED) {
                console.tell("Going on with the tiles that are in " + out + ".");
            }
            whole(work, store, finder, folder);
        }
    }

    private void whole(TileWork work, TileStore store, LoadedFinder finder, SlideFolder folder) {
        SlideInfo info = work.slide().info();
        double downsample = info.levels().get(work.level()).downsample();
        Spacing spacing = info.spacing(work.level());
        FieldGrid fields = work.grid().fields();
        try (SlideFiles files = new SlideFiles(folder, fields, downsample, spacing, finder.classes())) {
            SlideRun run = new SlideRun(work, store, finder.joining(), files);
            console.withProgress(progress -> finished(run, files, progress));
            folder.end();
            tell(files, finder);
        }
    }

    private SlideFiles finished(SlideRun run, SlideFiles files, Progress progress) {
        run.run(progress);
        files.finish();
        if (withTiff) {
            files.writeTiff();
        }
        return files;
    }

    private SlideJob job(Slide slide, LoadedFinder finder, TileGrid grid) {
        FieldGrid fields = grid.fields();
        return new SlideJob(
                String.valueOf(file.getFileName()),
                SlideJob.mark(slide),
                slideOptions.level(),
                fields.width(),
                fields.height(),
                fields.side(),
                fields.halo(),
                grid.side(),
                slideOptions.blankness().least(),
                finder.name(),
                finder.sha256(),
                model.precision(),
                finder.finds(),
                slideOptions.leastScore());
    }

    private void tell(SlideFiles files, LoadedFinder finder) {
        console.print("Wrote " + out);
        List<String> classes = finder.classes();
        if (classes.isEmpty()) {
            console.print(files.count() + " objects");
        }
        Map<Integer, Long> counts = files.counts();
        for (int k = 1; k <= classes.size(); k++) {
            console.print(k + " " + classes.get(k - 1) + ": " + counts.getOrDefault(k, 0L) + " areas");
        }
    }
}
