package org.samovar.bridge.session;

import java.util.List;
import org.samovar.predict.Candidates;

/**
 * The masks that a plane was answered with.
 *
 * @param choice index of the one that is meant
 * @param candidates at least one
 * @param seconds that the model took; 0 where it was answered before
 */
public record Answer(int choice, List<Proposal> candidates, double seconds) {
    /**
     * A mask.
     *
     * @param score the network's estimate of its IoU, about 0 to 1
     * @param pixels of the plane that belong to it
     */
    public record Proposal(double score, int pixels) {}

    public Answer {
        candidates = List.copyOf(candidates);
    }

    static Answer of(Candidates found, double seconds) {
        return new Answer(
                found.choice(),
                found.all().stream()
                        .map(one -> new Proposal(one.score(), one.runs().area()))
                        .toList(),
                seconds);
    }

    /** The same, told again. */
    Answer again() {
        return new Answer(choice, candidates, 0);
    }
}
