package org.samovar.cli;

import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.image.SlideInfo;
import org.samovar.image.SlideLevel;
import org.samovar.predict.EverythingSettings;
import org.samovar.predict.slide.Blankness;
import org.samovar.predict.slide.FieldGrid;
import org.samovar.predict.slide.TileGrid;
import picocli.CommandLine.Option;

/** How a slide is looked at. */
final class SlideOptions {
    @Option(
            names = "--level",
            paramLabel = "N",
            description = "Which of the sizes that the slide is stored in, 0 the finest (default: ${DEFAULT-VALUE}).")
    private int level;

    @Option(
            names = "--field",
            paramLabel = "PIXELS",
            description = "Side of what the network looks at, without its halo (default: ${DEFAULT-VALUE}).")
    private int field = 256;

    @Option(
            names = "--halo",
            paramLabel = "PIXELS",
            description = {
                "What it sees around that (default: ${DEFAULT-VALUE}). Objects up to twice as wide are seen whole,",
                "larger ones are joined of what several fields see."
            })
    private int halo = 64;

    @Option(
            names = "--tile",
            paramLabel = "PIXELS",
            description = {
                "Side of what is computed and kept at a time, a multiple of the field (default: ${DEFAULT-VALUE}).",
                "The result does not depend on it."
            })
    private int tile = 1024;

    @Option(
            names = "--blank",
            paramLabel = "DIFFERENCE",
            description = {
                "Leave out fields whose brightness differs by less than this, 0 to 255, such as empty glass",
                "(default: ${DEFAULT-VALUE}); 0 looks at all."
            })
    private int blank = Blankness.USUAL.least();

    @Option(
            names = "--least-score",
            paramLabel = "SCORE",
            description =
                    "Leave out objects found by clicks that the network is less sure of, 0 to 1 (default: the model's own limit).")
    private Optional<Double> leastScore = Optional.empty();

    int level() {
        return level;
    }

    Blankness blankness() {
        return new Blankness(blank);
    }

    Optional<Double> leastScore() {
        leastScore.ifPresent(EverythingSettings::checkedScore);
        return leastScore;
    }

    /** The level that the user chose. @throws UserError when the slide has none like that */
    SlideLevel levelOf(SlideInfo slide) {
        if (level < 0 || level >= slide.levels().size()) {
            throw new UserError("The slide has no level " + level + "; it has "
                    + slide.levels().size() + ", from 0 on.");
        }
        return slide.levels().get(level);
    }

    TileGrid grid(SlideLevel of) {
        return new TileGrid(new FieldGrid(of.width(), of.height(), field, halo), tile);
    }
}
