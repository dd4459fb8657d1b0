package org.samovar.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.samovar.checkpoint.StateDict;
import org.samovar.checkpoint.StoredTensor;
import org.samovar.geometry.UserError;
import org.samovar.nn.Parameter;
import org.samovar.nn.Weights;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.Ops;
import org.samovar.tensor.OptimizerSteps;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** The weights in training, what the optimiser remembers and their moving average; all of it can be saved and restored. */
final class Learner implements AutoCloseable {
    private final Optimiser settings;
    private final Weights weights;
    private final Map<String, Tensor> trained = new LinkedHashMap<>();
    private final List<Tensor> parameters;
    /** What a step may move: the trained weights, then the buffers, such as the running statistics of a batch norm. */
    private final Map<String, Tensor> moving = new LinkedHashMap<>();

    private final Scope owner = Scope.shared();
    private final Descent descent;
    /** Of all that moves: running statistics of other weights than those in the network would be wrong for them. */
    private final List<Tensor> average = new ArrayList<>();

    private String frozen = "";

    /**
     * @param weights to begin with; freed with the learner
     * @param isTrained which keys
     */
    Learner(Weights weights, Predicate<String> isTrained, Optimiser settings) {
        this.settings = settings;
        this.weights = weights;
        this.parameters = weights.train(isTrained);
        weights.parameters().forEach((key, parameter) -> {
            if (parameter.role() != Parameter.Role.BUFFER && isTrained.test(key)) {
                trained.put(key, parameter.value());
            }
        });
        if (parameters.isEmpty()) {
            throw new UserError("None of the weights is to be trained.");
        }
        moving.putAll(trained);
        weights.parameters().forEach((key, parameter) -> {
            if (parameter.role() == Parameter.Role.BUFFER) {
                moving.put(key, parameter.value());
            }
        });
        this.descent = settings.descent();
        try (Scope scope = Scope.inference()) {
            descent.begin(parameters, owner);
            for (Tensor value : moving.values()) {
                average.add(owner.adopt(Ops.copy(value)));
            }
        }
    }

    private Map<String, Tensor> others() {
        Map<String, Tensor> out = new LinkedHashMap<>(weights.tensors());
        out.keySet().removeAll(moving.keySet());
        return out;
    }

    /** A check sum of what never moves. It is the same whenever a run is opened, so that states need not hold it. */
    String frozen() {
        if (frozen.isEmpty()) {
            frozen = StartWeights.sum(others()); // takes seconds for large networks, and not every run is saved
        }
        return frozen;
    }

    /** Numbers of values that are trained, and of all; then of each part of the network. */
    List<String> describe() {
        Map<String, long[]> parts = new LinkedHashMap<>();
        weights.parameters().forEach((key, parameter) -> {
            long[] counts = parts.computeIfAbsent(StartWeights.part(key), k -> new long[2]);
            counts[trained.containsKey(key) ? 0 : 1] += parameter.count();
        });
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%,d of %,d values are trained (%d tensors)", trained(), all(), parameters.size()));
        parts.forEach((part, counts) ->
                lines.add(String.format(Locale.ROOT, "  %s: %,d trained, %,d frozen", part, counts[0], counts[1])));
        return lines;
    }

    /** Number of values that are trained. */
    long trained() {
        return parameters.stream().mapToLong(Tensor::count).sum();
    }

    /** Number of all values. */
    long all() {
        return weights.parameters().values().stream()
                .mapToLong(Parameter::count)
                .sum();
    }

    /** Takes down what the last backward pass came by; before the step, which clears the gradients. */
    void show(GradientReach reach, Predicate<String> isMoved) {
        reach.look(weights.parameters(), trained.keySet(), isMoved);
    }

    /**
     * Goes one step down the gradients of the last backward pass.
     *
     * @param isMoved of which keys the loss depends on the parameters; the others stay, and so does what is remembered of them
     * @return the norm of the gradients before they were clipped
     */
    float step(double rate, long iteration, Predicate<String> isMoved) {
        List<Tensor> gradients = Autograd.gradients(parameters);
        float norm = Autograd.clip(gradients, settings.clip()).item();
        if (Float.isFinite(norm)) {
            List<String> keys = List.copyOf(trained.keySet());
            List<Integer> moved = IntStream.range(0, keys.size())
                    .filter(i -> isMoved.test(keys.get(i)))
                    .boxed()
                    .toList();
            descent.step(parameters, gradients, moved, rate, iteration);
            // short memory at first, so that random initial weights do not linger
            double weight = Math.max(1 - settings.average(), 9.0 / (iteration + 10));
            OptimizerSteps.lerp(average, List.copyOf(moving.values()), weight);
        }
        Autograd.clear(gradients);
        return norm;
    }

    /** Instead of a step: puts back what the forward pass alone has moved, which may not be finite any more. */
    void leaveOut() {
        try (Scope scope = Scope.inference()) {
            int i = 0;
            for (Map.Entry<String, Tensor> entry : moving.entrySet()) {
                if (!trained.containsKey(entry.getKey())) {
                    Ops.assign(entry.getValue(), average.get(i));
                }
                i++;
            }
        }
    }

    /** Does something with the averaged weights in the network, then puts the trained ones back. */
    void withAverage(Runnable action) {
        List<Tensor> live = List.copyOf(moving.values());
        List<Tensor> kept = new ArrayList<>();
        try (Scope scope = Scope.inference()) {
            for (int i = 0; i < live.size(); i++) {
                kept.add(Ops.copy(live.get(i)));
                Ops.assign(live.get(i), average.get(i));
            }
            try {
                action.run();
            } finally {
                for (int i = 0; i < live.size(); i++) {
                    Ops.assign(live.get(i), kept.get(i));
                }
            }
        }
    }

    /** The averaged weights under their keys, with what is not trained: what a run is for. */
    StateDict result(String origin) {
        Map<String, Tensor> all = new LinkedHashMap<>(weights.tensors());
        all.putAll(keyed(moving, average));
        return StateDict.of(origin, StartWeights.store("", all), Map.of());
    }

    /** Everything that going on needs but what is frozen. */
    StateDict state(String origin) {
        List<StoredTensor> out = new ArrayList<>();
        kept().forEach((name, tensors) -> out.addAll(StartWeights.store(name + ".", tensors)));
        return StateDict.of(origin, out, Map.of());
    }

    /** Puts a saved state back. @throws UserError when it belongs to another network */
    void restore(StateDict state) {
        kept().forEach((name, tensors) -> assign(state, name + ".", tensors));
    }

    private Map<String, Map<String, Tensor>> kept() {
        Map<String, Map<String, Tensor>> out = new LinkedHashMap<>();
        out.put("weights", moving);
        out.put("average", keyed(moving, average));
        descent.memory().forEach((name, tensors) -> out.put(name, keyed(trained, tensors)));
        return out;
    }

    private static Map<String, Tensor> keyed(Map<String, Tensor> like, List<Tensor> tensors) {
        Map<String, Tensor> out = new LinkedHashMap<>();
        int i = 0;
        for (String key : like.keySet()) {
            out.put(key, tensors.get(i++));
        }
        return out;
    }

    private static void assign(StateDict state, String prefix, Map<String, Tensor> into) {
        try (Scope scope = Scope.inference()) {
            into.forEach((key, tensor) -> {
                // earlier versions did not average buffers
                boolean isNotAveraged = prefix.equals("average.") && !state.contains(prefix + key);
                StoredTensor stored = state.get((isNotAveraged ? "weights." : prefix) + key);
                if (!Arrays.equals(stored.shape(), tensor.shape())) {
                    throw new UserError("The saved state " + state.origin() + " is of another network: " + key
                            + " has another shape.");
                }
                Ops.assign(tensor, Tensors.of(stored.toFloats(), stored.shape()));
            });
        }
    }

    @Override
    public void close() {
        owner.close();
        weights.close();
    }
}
