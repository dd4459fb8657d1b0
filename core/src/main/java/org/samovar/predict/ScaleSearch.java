package org.samovar.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.Box;
import org.samovar.geometry.Region;
import org.samovar.model.MaskOutput;
import org.samovar.prompt.PromptSet;

/**
 * Finds what a click means where the size of the object is not known: the network is asked in windows of several scales, and once more in
 * windows that fit its best answers. A mask counts by the network's own estimates at both looks, less what its windows cut off, and by
 * how well answers at other scales agree with it. How much these weigh was chosen on the held-out images of samovar-nano's training.
 */
final class ScaleSearch {
    /** Side of the closer window, in lengths of the mask. */
    static final double AROUND_MASK = 2;
    /** Answers that are looked at once more. */
    private static final int LOOKS = 6;
    /** Answers whose boxes overlap more than this are the same one. */
    private static final double SAME = 0.8;

    private static final double AGREEMENT_WEIGHT = 0.3;

    private final WindowDecoder decoder;
    private final ZoomWindows windows;

    ScaleSearch(WindowDecoder decoder, ZoomWindows windows) {
        this.decoder = decoder;
        this.windows = windows;
    }

    /** A mask and what speaks for it. */
    private record Ranked(Candidate candidate, double rank) {}

    /**
     * Different masks, the likeliest first; at least one.
     *
     * @param clicks the box of the clicks
     * @param most how many masks at most
     */
    List<Candidate> search(PromptSet prompts, Box clicks, MaskOutput output, int most) {
        List<Ranked> first = distinct(look(prompts, clicks, output), LOOKS);
        List<List<Candidate>> closer = decoder.decode(
                first.stream().map(r -> closer(prompts, r.candidate)).toList(), MaskOutput.SINGLE);
        List<Ranked> all = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            Candidate candidate = closer.get(i).get(0);
            all.add(new Ranked(candidate, first.get(i).rank + belief(candidate)));
        }
        return distinct(all, most).stream().map(Ranked::candidate).toList();
    }

    private List<Ranked> look(PromptSet prompts, Box clicks, MaskOutput output) {
        List<PromptBatch.Item> items = windows.scales(clicks).stream()
                .map(w -> new PromptBatch.Item(decoder.frame(w), prompts, Optional.empty()))
                .toList();
        List<List<Candidate>> perWindow = decoder.decode(items, output);
        List<Ranked> all = new ArrayList<>();
        for (List<Candidate> own : perWindow) {
            for (Candidate candidate : own) {
                double agreement = agreement(
                        candidate, perWindow.stream().filter(w -> w != own).toList());
                all.add(new Ranked(candidate, belief(candidate) + AGREEMENT_WEIGHT * agreement));
            }
        }
        return all;
    }

    /** The network's estimate, less what the window cuts off; an empty mask is believed last. */
    private static double belief(Candidate candidate) {
        return candidate.box().isEmpty() ? -1 : candidate.score() - candidate.cutOff();
    }

    /** IoU with the best answer of a window, for the second best of the windows: one other may agree by chance. */
    private static double agreement(Candidate candidate, List<List<Candidate>> others) {
        return others.stream()
                .map(own -> own.stream()
                        .mapToDouble(o -> candidate.logits().iou(o.logits()))
                        .max()
                        .orElse(0))
                .sorted(Comparator.reverseOrder())
                .skip(1)
                .findFirst()
                .orElse(0.0);
    }

    private static List<Ranked> distinct(List<Ranked> all, int most) {
        List<Ranked> best = new ArrayList<>();
        for (Ranked r : all.stream()
                .sorted(Comparator.comparingDouble(Ranked::rank).reversed())
                .toList()) {
            if (best.size() < most && best.stream().noneMatch(b -> isSame(b.candidate, r.candidate))) {
                best.add(r);
            }
        }
        return best;
    }

    private static boolean isSame(Candidate a, Candidate b) {
        return a.box().isPresent() == b.box().isPresent()
                && a.box().flatMap(x -> b.box().map(x::iou)).orElse(1.0) > SAME;
    }

    private PromptBatch.Item closer(PromptSet prompts, Candidate candidate) {
        Region window = ImageSession.focus(prompts, candidate.box())
                .map(f -> windows.around(f, AROUND_MASK))
                .orElse(candidate.window());
        return new PromptBatch.Item(decoder.frame(window), prompts, Optional.of(candidate.logits()));
    }
}
