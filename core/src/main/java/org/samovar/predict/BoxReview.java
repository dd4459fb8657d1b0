package org.samovar.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.Size;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;
import org.samovar.model.MaskOutput;
import org.samovar.model.PromptableNetwork;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PromptSet;

/**
 * Asks the network about masks again, each by its box in a window that fits it. A box leaves less doubt than a click, so that the
 * network's estimate tells objects from accidents better.
 */
final class BoxReview {
    private static final double AROUND_BOX = 1.5;
    /** Boxes that are decoded at once; each is a window of its own. */
    private static final int BATCH = 16;

    private final Size size;
    private final WindowDecoder decoder;
    private final ZoomWindows windows;
    private final double agreementPower;

    /** @param agreementPower the score of a segment to this power stays a factor of its new one */
    BoxReview(
            PromptableNetwork network,
            RgbImage image,
            EverythingSettings settings,
            double agreementPower,
            EmbeddingCache cache) {
        SessionSettings session =
                new SessionSettings(settings.style(), Zoom.ALWAYS, settings.precision(), settings.device(), 0);
        this.size = image.size();
        this.decoder = new WindowDecoder(network, image, session, cache);
        this.agreementPower = agreementPower;
        this.windows = new ZoomWindows(size, network.input().size());
    }

    /** The masks by the boxes of the segments, with new scores; empty ones are left out. */
    List<Segment> review(List<Segment> segments, Progress progress) {
        List<Segment> out = new ArrayList<>();
        for (int from = 0; from < segments.size(); from += BATCH) {
            progress.step(from, segments.size(), "reviewing objects");
            List<Segment> some = segments.subList(from, Math.min(segments.size(), from + BATCH));
            List<List<Candidate>> candidates =
                    decoder.decode(some.stream().map(this::item).toList(), MaskOutput.SINGLE);
            for (int i = 0; i < some.size(); i++) {
                reviewed(some.get(i), candidates.get(i).get(0)).ifPresent(out::add);
            }
        }
        progress.step(segments.size(), segments.size(), "reviewing objects");
        return out;
    }

    private PromptBatch.Item item(Segment segment) {
        PromptSet box = PromptSet.of(new BoxPrompt(segment.box()));
        return new PromptBatch.Item(decoder.frame(windows.around(segment.box(), AROUND_BOX)), box, Optional.empty());
    }

    private Optional<Segment> reviewed(Segment old, Candidate candidate) {
        RunLengthMask mask = RunLengthMask.paste(candidate.windowMask(), candidate.window(), size);
        double score = candidate.score() * Math.pow(old.score(), agreementPower);
        return mask.region()
                .map(r -> new Segment(mask, score, old.stability(), r.box(), old.point(), candidate.window()));
    }
}
