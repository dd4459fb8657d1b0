package org.samovar.tensor;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Gradients of leaves that {@link Tensor#requireGradient} marked as trainable. They add up until they are cleared. */
public final class Autograd {
    private Autograd() {}

    /** Adds the gradient of a scalar loss to every trainable leaf that it depends on; the graph is used up. */
    public static void backward(Tensor loss) {
        backward(loss, Tensors.full(1, loss.shape()));
    }

    /** The same for any shape, with the gradient of the outputs as the seed. */
    public static void backward(Tensor output, Tensor seed) {
        Engine.backward(output, seed);
        Scope scope = Scope.current();
        scope.tape().ifPresent(tape -> tape.backward(scope.precision()));
    }

    /**
     * A piece of a network of which the graph is not kept where the scope says {@link GraphMemory#RECOMPUTED}; elsewhere simply
     * {@code piece.apply(x)}. What else the piece depends on must be leaves. If x is in the graph, nothing else may pass gradients to what x is
     * made of.
     *
     * @param x belongs to the caller, who may close it
     */
    public static Tensor checkpoint(Tensor x, UnaryOperator<Tensor> piece) {
        return checkpoint(List.of(x), xs -> List.of(piece.apply(xs.get(0)))).get(0);
    }

    /** The same for a piece that several tensors go into and come out of: all but leaves go in through xs; results of other pieces may go into many. */
    public static List<Tensor> checkpoint(List<Tensor> xs, UnaryOperator<List<Tensor>> piece) {
        Optional<Tape> tape = Scope.current().tape().filter(Tape::isOfWholeGraph);
        return tape.isPresent() ? tape.get().run(xs, piece) : piece.apply(xs);
    }

    /**
     * The same values for several pieces to begin with: gradients of all of them are summed before they go on. Needed for what is neither a leaf
     * nor came out of a piece.
     */
    public static List<Tensor> joint(List<Tensor> xs) {
        Optional<Tape> tape = Scope.current().tape().filter(Tape::isOfWholeGraph);
        return tape.isPresent() ? tape.get().joint(xs) : xs;
    }

    /**
     * A piece that works on each row of tensors, along their first axis, by itself. Where the scope says {@link GraphMemory#RECOMPUTED} one row
     * after another is made again, also inside of another piece, so that the graph of one alone is in memory; elsewhere all rows are made at once.
     *
     * @param xs as many rows each; as with the other pieces, nothing else may pass gradients to what they are made of
     * @return as many rows; they may go into many
     */
    public static List<Tensor> checkpointRows(List<Tensor> xs, UnaryOperator<List<Tensor>> piece) {
        int rows = xs.get(0).size(0);
        Optional<Tape> found = Scope.current().tape();
        if (found.isEmpty() || rows == 1) {
            return checkpoint(xs, piece);
        }
        Tape tape = found.get();
        List<Tensor> joints = tape.joint(xs);
        List<List<Tensor>> made = IntStream.range(0, rows)
                .mapToObj(row -> joints.stream().map(x -> x.narrow(0, row, 1)).toList())
                .map(own -> tape.run(own, piece))
                .toList();
        return IntStream.range(0, made.get(0).size())
                .mapToObj(i -> made.stream().map(row -> row.get(i)).toList())
                .map(parts -> tape.run(parts, in -> List.of(Ops.cat(in, 0))).get(0))
                .toList();
    }

    /**
     * The gradients, in order; zeros where a leaf has none. They are the engine's own arrays: what {@link #clip} and
     * {@link #clear} do to them is what the next step sees.
     */
    public static List<Tensor> gradients(List<Tensor> leaves) {
        return leaves.stream()
                .map(leaf -> Engine.gradient(leaf).orElseGet(() -> Ops.full(leaf, 0, leaf.shape())))
                .toList();
    }

    /** The engine's own array of a gradient; empty where no backward pass ever came by. */
    public static Optional<Tensor> gradient(Tensor leaf) {
        return Engine.gradient(leaf);
    }

    /** Sets gradients to zero. */
    public static void clear(List<Tensor> gradients) {
        try (Scope scope = Scope.inference()) {
            Engine.none("clear_gradients", gradients);
        }
    }

    /** Scales gradients so that their joint 2-norm is at most the limit; returns the norm before (scalar). */
    public static Tensor clip(List<Tensor> gradients, double limit) {
        try (Scope scope = Scope.inference()) {
            return scope.keep(Engine.one("clip_gradients", gradients, limit));
        }
    }
}
