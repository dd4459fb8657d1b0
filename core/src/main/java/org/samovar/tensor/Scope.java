package org.samovar.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Owns tensors and frees them when it is closed. Every result of an operator belongs to the innermost open scope of its thread;
 * what should outlive that scope is handed on with {@link #keep(Tensor)}:
 *
 * <pre>{@code
 * try (Scope scope = Scope.inference(Precision.FLOAT32)) {
 *     Tensor y = Ops.relu(Ops.add(a, b)); // both results die with the scope
 *     return scope.keep(y);               // unless they are kept by the one around it
 * }
 * }</pre>
 *
 * <p>The first scope starts the engine, with a {@link org.samovar.geometry.UserError} when that cannot be.
 *
 * <p>A scope also fixes, for its thread, whether a graph for gradients is recorded (the engine's flag is per thread, and on by
 * default in a new one), the {@link Precision} of products and the {@link ComputeDevice} of new tensors. Scopes nest; each thread has its own stack and a scope is closed
 * by the thread that opened it. {@link #shared()} makes an owner outside of any stack, for weights and sessions.
 */
public final class Scope implements AutoCloseable {
    private enum Gradient {
        OFF,
        ON
    }

    private static final ThreadLocal<@Nullable Scope> CURRENT = new ThreadLocal<>();

    private final List<Tensor> owned = new ArrayList<>();
    private final @Nullable Scope parent;
    private final Gradient gradient;
    private final Precision precision;
    private final ComputeDevice device;
    private final boolean stacked;
    /** Of this scope or one around it. */
    private final Optional<Tape> tape;

    private Optional<Tape> ownTape = Optional.empty();
    private boolean closed;

    private Scope(
            @Nullable Scope parent,
            Gradient gradient,
            Precision precision,
            ComputeDevice device,
            boolean stacked,
            Optional<Tape> tape) {
        this.parent = parent;
        this.gradient = gradient;
        this.precision = precision;
        this.device = device;
        this.stacked = stacked;
        this.tape = tape;
    }

    /** Opens a scope without gradients, on the device of the scope around it, the CPU where there is none. */
    public static Scope inference(Precision precision) {
        return push(Gradient.OFF, precision, outerDevice(), Optional.empty());
    }

    /** Opens a scope without gradients whose new tensors are on a device. */
    public static Scope inference(Precision precision, ComputeDevice device) {
        return push(Gradient.OFF, precision, device, Optional.empty());
    }

    /** Opens a scope without gradients in the precision of the scope around it, float32 where there is none. */
    public static Scope inference() {
        Scope outer = CURRENT.get();
        return push(Gradient.OFF, outer == null ? Precision.FLOAT32 : outer.precision, outerDevice(), Optional.empty());
    }

    /** Opens a scope that records a graph for {@link Autograd#backward}, on the device of the scope around it or the CPU. */
    public static Scope training(Precision precision) {
        return training(precision, GraphMemory.WHOLE);
    }

    /** Opens a scope that records a graph, of which pieces may be made again. */
    public static Scope training(Precision precision, GraphMemory memory) {
        if (memory == GraphMemory.WHOLE) {
            return push(Gradient.ON, precision, outerDevice(), Optional.empty());
        }
        return taped(precision, Tape.Place.WHOLE_GRAPH);
    }

    /** Opens a scope in which a piece of a graph is made again. */
    static Scope remaking(Precision precision) {
        return taped(precision, Tape.Place.IN_A_PIECE);
    }

    private static Scope taped(Precision precision, Tape.Place place) {
        Tape tape = new Tape(place);
        Scope scope = push(Gradient.ON, precision, outerDevice(), Optional.of(tape));
        scope.ownTape = Optional.of(tape);
        return scope;
    }

    private static ComputeDevice outerDevice() {
        Scope outer = CURRENT.get();
        return outer == null ? ComputeDevice.CPU : outer.device;
    }

    /** Opens a scope with the settings of the scope around it. @throws IllegalStateException where there is none */
    public static Scope nested() {
        Scope outer = current();
        return push(outer.gradient, outer.precision, outer.device, outer.tape);
    }

    /** Makes an owner that is on no thread's stack; the caller closes it. */
    public static Scope shared() {
        return new Scope(null, Gradient.OFF, Precision.FLOAT32, ComputeDevice.CPU, false, Optional.empty());
    }

    /** The innermost scope of this thread. @throws IllegalStateException where none is open */
    static Scope current() {
        Scope scope = CURRENT.get();
        if (scope == null) {
            throw new IllegalStateException(
                    "No Scope is open on thread " + Thread.currentThread().getName());
        }
        return scope;
    }

    private static Scope push(Gradient gradient, Precision precision, ComputeDevice device, Optional<Tape> tape) {
        EngineStart.require();
        Scope outer = CURRENT.get();
        Scope scope = new Scope(outer, gradient, precision, device, true, tape);
        if (outer == null) {
            Engine.prepareThread();
        }
        Engine.recordGradients(gradient == Gradient.ON);
        CURRENT.set(scope);
        return scope;
    }

    /** The precision of products in this scope. */
    public Precision precision() {
        return precision;
    }

    /** Where new tensors are made in this scope. */
    public ComputeDevice device() {
        return device;
    }

    /** The pieces to make again in the backward pass, where that is wanted. */
    Optional<Tape> tape() {
        return tape;
    }

    /** Whether a piece of a graph is made for the second time. */
    boolean makesAgain() {
        return tape.isPresent() && !tape.get().isOfWholeGraph();
    }

    /** Frees what it owns so far. */
    synchronized void clear() {
        for (Tensor tensor : owned) {
            if (tensor.owner() == this) {
                tensor.close();
            }
        }
        owned.clear();
    }

    /** Whether a graph is recorded. */
    boolean recordsGradients() {
        return gradient == Gradient.ON;
    }

    /**
     * Whether a CPU works in the current scope and nothing is recorded: then several small pieces, which stay in its cache, are faster than
     * a large one.
     */
    public static boolean infersOnCpu() {
        Scope scope = current();
        return scope.device.isCpu() && !scope.recordsGradients();
    }

    /** Hands a tensor of any scope to the scope around this one; in the outermost scope the caller becomes its owner. */
    public Tensor keep(Tensor tensor) {
        if (parent != null) {
            parent.adopt(tensor);
        } else {
            tensor.owner(null);
        }
        return tensor;
    }

    /** Takes over the ownership of a tensor. */
    public synchronized Tensor adopt(Tensor tensor) {
        if (closed) {
            throw new IllegalStateException("The scope is closed");
        }
        tensor.owner(this);
        owned.add(tensor);
        return tensor;
    }

    /** Frees what it still owns. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        clear();
        if (stacked) {
            ownTape.ifPresent(Tape::close);
            if (CURRENT.get() != this) {
                throw new IllegalStateException(
                        "Scopes must be closed in the order of their opening, by their own thread");
            }
            Engine.recordGradients(parent != null && parent.gradient == Gradient.ON);
            if (parent == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(parent);
            }
        }
    }
}
