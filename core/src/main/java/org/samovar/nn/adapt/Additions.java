package org.samovar.nn.adapt;

import java.util.Optional;
import org.samovar.nn.Layer;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

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

    public Additions(Recipe recipe) {
        this.recipe = recipe;
    }

    /** Nothing anywhere. */
    public static Additions none() {
        return new Additions(place -> Optional.empty());
    }

    /** What is added at a place. */
    public Optional<Insert> at(Place place) {
        return recipe.at(place).map(insert -> child(place.key(), insert));
    }

    /** What an insert in series makes of x; x itself where there is none. */
    public static Tensor inSeries(Optional<Insert> insert, Tensor x) {
        return insert.map(i -> i.forward(x)).orElse(x);
    }

    /** The sum of what a layer made of x and what the insert beside it makes of x. */
    public static Tensor beside(Optional<Insert> insert, Tensor x, Tensor made) {
        return insert.map(i -> Ops.add(made, i.forward(x))).orElse(made);
    }
}
