package org.samovar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samovar.geometry.UserError;
import org.samovar.image.io.Labels;
import org.samovar.predict.SixOrientations.Prompted;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.PromptSet;
import org.samovar.prompt.PromptText;
import picocli.CommandLine.Option;

/**
 * The prompts of one object on one slice; several groups of them may follow each other.
 *
 * <p>Options that are not given are null here: picocli cannot make the help of a group that has an {@code Optional}.
 */
final class SlicePrompts {
    @Option(
            names = "--object",
            paramLabel = "ID",
            description = "Begins the prompts of an object, which gets this label (default: 1, for all).")
    private @Nullable Integer object;

    @Option(
            names = {"--slice", "--frame"},
            paramLabel = "N",
            required = true,
            description = "On which slice or point in time, counted from 0, the prompts are that follow.")
    private int slice;

    @Option(
            names = "--box",
            paramLabel = "x0,y0,x1,y1",
            description = "A box around the object; x1 and y1 are exclusive.")
    private @Nullable String box;

    @Option(
            names = "--point",
            paramLabel = "x,y[,+|-]",
            description = "A click on the object, or beside it with -. Can be repeated.")
    private List<String> points = new ArrayList<>();

    @Option(names = "--negative", paramLabel = "x,y", description = "A click beside the object. Can be repeated.")
    private List<String> negatives = new ArrayList<>();

    @Option(
            names = "--mask",
            paramLabel = "F",
            description = "An image of the slice's size whose pixels other than 0 are the object.")
    private @Nullable Path mask;

    /** All groups; without ids they are those of one object. */
    static List<Prompted> all(List<SlicePrompts> groups) {
        boolean hasIds = groups.stream().anyMatch(group -> group.object != null);
        List<Prompted> out = new ArrayList<>();
        for (SlicePrompts group : groups) {
            if (hasIds && group.object == null) {
                throw new UserError(
                        "The prompts on slice " + group.slice + " name no object, but others do.",
                        "Begin each group with --object, then --slice: --object 1 --slice 3 --box ... --object 2 --slice 5 --box ...");
            }
            int id = group.object == null ? 1 : group.object;
            if (id < 1) {
                throw new UserError("The object " + id + " is no label: they count from 1.");
            }
            if (out.stream().anyMatch(other -> other.object() == id && other.slice() == group.slice)) {
                throw new UserError("Object " + id + " has two groups of prompts on slice " + group.slice + ".");
            }
            out.add(new Prompted(id, group.slice, group.prompts()));
        }
        return out;
    }

    private PromptSet prompts() {
        PromptSet set = PromptSet.none();
        if (box != null) {
            set = set.with(new BoxPrompt(PromptText.box(box)));
        }
        for (String point : points) {
            set = set.with(PromptText.point(point));
        }
        for (String negative : negatives) {
            set = set.with(new PointPrompt(PromptText.point(negative).point(), Polarity.NEGATIVE));
        }
        if (mask != null) {
            set = set.with(new MaskPrompt(Labels.read(mask).foreground()));
        }
        if (set.isEmpty()) {
            throw new UserError(
                    "There is no prompt on slice " + slice + ".", "Give --box, --point or --mask after --slice.");
        }
        return set;
    }
}
