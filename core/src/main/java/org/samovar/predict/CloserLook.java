package org.samovar.predict;

import java.util.List;
import java.util.Optional;
import org.samovar.geometry.Box;
import org.samovar.geometry.Region;
import org.samovar.model.MaskOutput;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PromptSet;

/**
 * Looks at an object once more, in a window around it, where it was found on the whole image but takes up too little of it for the
 * network's grid: for networks that always zoom, where the window shows it at least twice as large; for those that zoom on small objects,
 * where it is small. The network is given the box of what was found; a coarse mask that is shown as well draws the answer to its own
 * faults. Where the new mask says something else (an IoU below one half) the look went wrong, and what was found first stays.
 */
final class CloserLook {
    private static final double LEAST_AGREEMENT = 0.5;

    private final WindowDecoder decoder;
    private final Zoom zoom;
    private final ZoomWindows windows;

    CloserLook(WindowDecoder decoder, Zoom zoom) {
        this.decoder = decoder;
        this.zoom = zoom;
        this.windows = new ZoomWindows(decoder.size(), decoder.rule().size());
    }

    /** The better mask of what was found on the whole image. */
    Candidate at(Candidate found) {
        return found.box()
                .filter(this::isTooSmall)
                .map(box -> in(windows.around(box, ScaleSearch.AROUND_MASK), box))
                .filter(near -> found.logits().iou(near.logits()) >= LEAST_AGREEMENT)
                .orElse(found);
    }

    private boolean isTooSmall(Box object) {
        return switch (zoom) {
            case NEVER -> false;
            case AUTO -> windows.isSmall(object, ScaleSearch.AROUND_MASK);
            case ALWAYS -> windows.isWorthwhile(object, ScaleSearch.AROUND_MASK);
        };
    }

    private Candidate in(Region window, Box box) {
        PromptBatch.Item item =
                new PromptBatch.Item(decoder.frame(window), PromptSet.of(new BoxPrompt(box)), Optional.empty());
        return decoder.decode(List.of(item), MaskOutput.SINGLE).get(0).get(0);
    }
}
