package org.samovar.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The pieces of a graph that are made again in the backward pass (Chen et al. 2016, Training Deep Nets with Sublinear Memory Cost). It owns
 * their inputs and outputs.
 */
final class Tape implements AutoCloseable {
    /**
     * A piece: what went in, as a part of the graph before it, what is made of it, and what came out, as the first leaf of the graph after
     * it.
     */
    private record Piece(Tensor input, UnaryOperator<Tensor> function, Tensor output) {}

    private final Scope owner = Scope.shared();
    private final List<Piece> pieces = new ArrayList<>();

    /** Runs a piece without a graph. */
    Tensor run(Tensor x, UnaryOperator<Tensor> function) {
        Tensor input = owner.adopt(alias(x));
        Tensor output;
        try (Scope scope = Scope.inference()) {
            output = owner.adopt(function.apply(x));
        }
        pieces.add(new Piece(input, function, output.requireGradient(GradientUse.TRAINABLE)));
        return alias(output);
    }

    /** The same values in the same graph; whoever made the other tensor may close it. */
    private static Tensor alias(Tensor x) {
        return x.reshape(x.shape());
    }

    /** Goes through the pieces from the last to the first, after a backward pass reached their outputs; they are used up. */
    void backward(Precision precision) {
        for (int i = pieces.size() - 1; i >= 0; i--) {
            Piece piece = pieces.get(i);
            try (Scope scope = Scope.training(precision)) {
                Engine.gradient(piece.output).ifPresent(gradient -> backward(piece, gradient));
            }
        }
        pieces.clear();
        owner.clear();
    }

    private static void backward(Piece piece, Tensor gradient) {
        boolean goesOn = piece.input.isInGraph();
        Tensor input = piece.input.detach().requireGradient(goesOn ? GradientUse.TRAINABLE : GradientUse.FROZEN);
        Tensor output = piece.function.apply(input);
        if (output.isInGraph()) {
            Engine.backward(output, Ops.cast(gradient, output.type()));
        }
        if (goesOn) {
            Engine.gradient(input).ifPresent(seed -> Engine.backward(piece.input, seed));
        }
    }

    @Override
    public void close() {
        owner.close();
    }
}
