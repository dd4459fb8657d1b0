package org.samovar.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The pieces of a graph that are made again in the backward pass (Chen et al. 2016, Training Deep Nets with Sublinear Memory Cost). It owns
 * their inputs and outputs.
 */
final class Tape implements AutoCloseable {
    /**
     * A piece: what went in, as parts of the graph before it, what is made of it, and what came out, as the first leaves of the graph after
     * it.
     */
    private record Piece(List<Tensor> inputs, UnaryOperator<List<Tensor>> function, List<Tensor> outputs) {}

    /** Where a tape is used. */
    enum Place {
        WHOLE_GRAPH,
        /** In a piece that is made again, which knows rows alone: smaller pieces would be made a third time for nothing. */
        IN_A_PIECE
    }

    private final Place place;
    private final Scope owner = Scope.shared();
    private final List<Piece> pieces = new ArrayList<>();

    Tape(Place place) {
        this.place = place;
    }

    boolean isOfWholeGraph() {
        return place == Place.WHOLE_GRAPH;
    }

    /** The same values as leaves, where the gradients of several pieces are summed before they go on. */
    List<Tensor> joint(List<Tensor> xs) {
        return run(xs, in -> in.stream().map(Tape::alias).toList());
    }

    /** Runs a piece without a graph. */
    List<Tensor> run(List<Tensor> xs, UnaryOperator<List<Tensor>> function) {
        List<Tensor> inputs = xs.stream().map(x -> owner.adopt(alias(x))).toList();
        List<Tensor> outputs;
        try (Scope scope = Scope.inference()) {
            outputs = function.apply(xs).stream().map(owner::adopt).toList();
        }
        outputs.forEach(output -> output.requireGradient(GradientUse.TRAINABLE));
        pieces.add(new Piece(inputs, function, outputs));
        return outputs.stream().map(Tape::alias).toList();
    }

    /** The same values in the same graph; whoever made the other tensor may close it. */
    private static Tensor alias(Tensor x) {
        return x.reshape(x.shape());
    }

    /** Goes through the pieces from the last to the first, after a backward pass reached their outputs; they are used up. */
    void backward(Precision precision) {
        for (int i = pieces.size() - 1; i >= 0; i--) {
            try (Scope scope = Scope.remaking(precision)) {
                backward(pieces.get(i), scope);
            }
            // nothing before this piece needs what came out of it, or its gradient
            pieces.get(i).outputs.forEach(Tensor::close);
            pieces.get(i).inputs.forEach(Tensor::close);
        }
        pieces.clear();
        owner.clear();
    }

    private static void backward(Piece piece, Scope scope) {
        List<Optional<Tensor>> gradients =
                piece.outputs.stream().map(Engine::gradient).toList();
        if (gradients.stream().allMatch(Optional::isEmpty)) {
            return;
        }
        List<Tensor> inputs = piece.inputs.stream()
                .map(x -> x.detach().requireGradient(x.isInGraph() ? GradientUse.TRAINABLE : GradientUse.FROZEN))
                .toList();
        backward(piece.function.apply(inputs), gradients);
        scope.tape().ifPresent(inner -> inner.backward(scope.precision()));
        backward(
                piece.inputs,
                inputs.stream()
                        .map(x -> x.isInGraph() ? Engine.gradient(x) : Optional.<Tensor>empty())
                        .toList());
    }

    /** Hands gradients on to what tensors are made of, in one pass, since they may be made of the same. */
    private static void backward(List<Tensor> tensors, List<Optional<Tensor>> gradients) {
        List<Tensor> sums = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = tensors.get(i);
            if (gradients.get(i).isPresent() && tensor.isInGraph()) {
                sums.add(Ops.sum(Ops.mul(tensor, gradients.get(i).get().detach())));
            }
        }
        if (!sums.isEmpty()) {
            Tensor sum = sums.stream().reduce(Ops::add).orElseThrow();
            Engine.backward(sum, Ops.full(sum, 1, sum.shape()));
        }
    }

    @Override
    public void close() {
        owner.close();
    }
}
