package org.samovar.predict;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The masks that a network proposes for one object.
 *
 * @param all one mask, or several where the prompt may mean different things; as ordered by the network (part, whole, ...) where it saw
 *     one window, otherwise the best first
 * @param choice index of the one that counts: the best by the network's own estimate, until the user chooses another
 */
public record Candidates(List<Candidate> all, int choice) {
    public Candidates {
        all = List.copyOf(all);
        if (choice < 0 || choice >= all.size()) {
            throw new IllegalArgumentException("choice " + choice + " of " + all.size());
        }
    }

    /** The one with the best score counts. */
    static Candidates ofBest(List<Candidate> all) {
        int best = 0;
        for (int i = 1; i < all.size(); i++) {
            best = all.get(i).score() > all.get(best).score() ? i : best;
        }
        return new Candidates(all, best);
    }

    /** The one that counts. */
    public Candidate chosen() {
        return all.get(choice);
    }

    /** The same masks with another one that counts. */
    public Candidates choose(int index) {
        return new Candidates(all, index);
    }

    /** All masks changed alike. */
    Candidates map(UnaryOperator<Candidate> change) {
        return new Candidates(all.stream().map(change).toList(), choice);
    }
}
