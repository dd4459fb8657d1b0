package org.samovar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.image.io.Labels;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PromptSet;
import org.samovar.prompt.PromptText;
import picocli.CommandLine.Option;

/** What points at an object. */
final class PromptOptions {
    @Option(
            names = "--box",
            paramLabel = "x0,y0,x1,y1",
            description = "A box around the object; x1 and y1 are exclusive.")
    private Optional<String> box = Optional.empty();

    @Option(
            names = "--point",
            paramLabel = "x,y[,+|-]",
            description = "A click on the object, or beside it with -. Can be repeated.")
    private List<String> points = new ArrayList<>();

    @Option(names = "--mask", paramLabel = "F", description = "An image whose pixels other than 0 are a rough mask.")
    private Optional<Path> mask = Optional.empty();

    /**
     * All of them, at least one.
     *
     * @param hint what else the user could do than prompt
     */
    PromptSet prompts(String hint) {
        PromptSet set = PromptSet.none();
        if (box.isPresent()) {
            set = set.with(new BoxPrompt(PromptText.box(box.get())));
        }
        for (String point : points) {
            set = set.with(PromptText.point(point));
        }
        if (mask.isPresent()) {
            set = set.with(new MaskPrompt(Labels.read(mask.get()).foreground()));
        }
        if (set.isEmpty()) {
            throw new UserError("There is no prompt to segment by.", hint);
        }
        return set;
    }
}
