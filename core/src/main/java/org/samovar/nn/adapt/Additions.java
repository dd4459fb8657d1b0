package org.samovar.nn.adapt;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.samovar.nn.Layer;

/**
 * What a method adds to a network. It is a layer of its own, a sibling of the network in the method's: its keys are those of the places.
 * A network asks for its inserts while it is constructed, each place once.
 */
public final class Additions extends Layer {
    /** Decides what is added. */
    @FunctionalInterface
    public interface Recipe {
        /** The insert for a place, new at each call, or nothing. */
        Optional<Insert> at(Place place);
    }

    private final Recipe recipe;
    private final Set<String> taken = new HashSet<>();

    public Additions(Recipe recipe) {
        this.recipe = recipe;
    }

    /** Nothing anywhere. */
    public static Additions none() {
        return new Additions(place -> Optional.empty());
    }

    /** What is added at a place. @throws IllegalStateException when the place has been asked for before */
    public Slot at(Place place) {
        if (!taken.add(place.key())) {
            throw new IllegalStateException("Two layers are at " + place.key());
        }
        Optional<Insert> insert = recipe.at(place);
        insert.ifPresent(i -> child(place.key(), i));
        return new Slot(insert);
    }
}
