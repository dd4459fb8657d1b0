package org.samovar.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.samovar.checkpoint.StateDict;
import org.samovar.checkpoint.StoredTensor;
import org.samovar.geometry.UserError;
import org.samovar.nn.Layer;
import org.samovar.nn.Parameter;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.Weights;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.Ops;
import org.samovar.tensor.OptimizerSteps;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** The weights in training, their moments and their moving average; all of it can be saved and restored. */
final class Learner implements AutoCloseable {
    private final TrainConfig.Optimiser settings;
    private final Weights weights;
    private final Map<String, Tensor> trained = new LinkedHashMap<>();
    private final List<Tensor> parameters;
    private final Scope owner = Scope.shared();
    private final List<Tensor> first = new ArrayList<>();
    private final List<Tensor> second = new ArrayList<>();
    private final List<Tensor> steps = new ArrayList<>();
    private final List<Tensor> average = new ArrayList<>();
    /** Parts of the stored weights that the network has not: a memory, where it is trained on images alone. */
    private final Set<String> leftOut;

    /** @param start weights to begin with; random ones where empty */
    Learner(Layer network, Optional<StateDict> start, TrainConfig config) {
        this.settings = config.optimiser();
        this.leftOut = start.map(stored -> foreignParts(network, stored)).orElseGet(Set::of);
        List<String> prefixes = config.trainable();
        this.weights = start.map(stored -> begin(network, stored, leftOut, config))
                .orElseGet(() -> Weights.initialise(network, config.seed()));
        this.parameters = weights.train(key -> prefixes.stream().anyMatch(key::startsWith));
        weights.parameters().forEach((key, parameter) -> {
            if (parameter.role() != Parameter.Role.BUFFER && prefixes.stream().anyMatch(key::startsWith)) {
                trained.put(key, parameter.value());
            }
        });
        if (parameters.isEmpty()) {
            throw new UserError("No weight's key begins with one of " + prefixes + ", so there is nothing to train.");
        }
        try (Scope scope = Scope.inference()) {
            for (Tensor p : parameters) {
                first.add(owner.adopt(Tensors.zeros(p.shape())));
                second.add(owner.adopt(Tensors.zeros(p.shape())));
                steps.add(owner.adopt(Tensors.full(0)));
                average.add(owner.adopt(Ops.copy(p)));
            }
        }
    }

    /** A network with stored weights; a part that is to be trained and of which nothing is stored is new, and random. */
    private static Weights begin(Layer network, StateDict stored, Set<String> leftOut, TrainConfig config) {
        List<String> newParts = config.trainable().stream()
                .filter(prefix -> stored.keys().stream().noneMatch(key -> key.startsWith(prefix)))
                .toList();
        List<StoredTensor> all = new ArrayList<>(stored.keys().stream()
                .filter(key -> !leftOut.contains(part(key)))
                .map(stored::get)
                .toList());
        try (Weights random = Weights.initialise(network, config.seed())) {
            Map<String, Tensor> added = new LinkedHashMap<>(random.tensors());
            added.keySet().removeIf(key -> newParts.stream().noneMatch(key::startsWith));
            all.addAll(store("", added));
        }
        return StoredWeights.bind(config.network(), network, StateDict.of(stored.origin(), all, stored.metadata()));
    }

    private static Set<String> foreignParts(Layer network, StateDict stored) {
        Set<String> parts = new TreeSet<>();
        stored.keys().forEach(key -> parts.add(part(key)));
        network.parameters().keySet().forEach(key -> parts.remove(part(key)));
        return parts;
    }

    /** The first name of a key. */
    private static String part(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    /** Numbers of values that are trained, and of all, and what of the stored weights is left out. */
    String describe() {
        long learned = parameters.stream().mapToLong(Tensor::count).sum();
        long all = weights.parameters().values().stream()
                .mapToLong(Parameter::count)
                .sum();
        String trained = String.format(
                Locale.ROOT, "%,d of %,d values are trained (%d tensors)", learned, all, parameters.size());
        return leftOut.isEmpty()
                ? trained
                : trained + "; left out, as the network has no such parts: " + String.join(", ", leftOut);
    }

    /**
     * Goes one step down the gradients of the last backward pass.
     *
     * @return the norm of the gradients before they were clipped
     */
    float step(double rate, long iteration) {
        List<Tensor> gradients = Autograd.gradients(parameters);
        float norm = Autograd.clip(gradients, settings.clip()).item();
        if (Float.isFinite(norm)) {
            OptimizerSteps.adamw(
                    parameters,
                    gradients,
                    new OptimizerSteps.AdamState(first, second, steps),
                    new OptimizerSteps.AdamW(rate, settings.beta1(), settings.beta2(), settings.decay(), 1e-8));
            // short memory at first, so that random initial weights do not linger
            double weight = Math.max(1 - settings.average(), 9.0 / (iteration + 10));
            OptimizerSteps.lerp(average, parameters, weight);
        }
        Autograd.clear(gradients);
        return norm;
    }

    /** Does something with the averaged weights in the network, then puts the trained ones back. */
    void withAverage(Runnable action) {
        List<Tensor> kept = new ArrayList<>();
        try (Scope scope = Scope.inference()) {
            for (int i = 0; i < parameters.size(); i++) {
                kept.add(Ops.copy(parameters.get(i)));
                Ops.assign(parameters.get(i), average.get(i));
            }
            try {
                action.run();
            } finally {
                for (int i = 0; i < parameters.size(); i++) {
                    Ops.assign(parameters.get(i), kept.get(i));
                }
            }
        }
    }

    /** The averaged weights under their keys, with what is not trained: what a run is for. */
    StateDict result(String origin) {
        Map<String, Tensor> all = new LinkedHashMap<>(weights.tensors());
        int i = 0;
        for (String key : trained.keySet()) {
            all.put(key, average.get(i++));
        }
        return StateDict.of(origin, store("", all), Map.of());
    }

    /** Everything that going on needs. */
    StateDict state(String origin) {
        List<StoredTensor> out = new ArrayList<>(store("weights.", weights.tensors()));
        out.addAll(store("average.", keyed(average)));
        out.addAll(store("first.", keyed(first)));
        out.addAll(store("second.", keyed(second)));
        out.addAll(store("steps.", keyed(steps)));
        return StateDict.of(origin, out, Map.of());
    }

    /** Puts a saved state back. @throws UserError when it belongs to another network */
    void restore(StateDict state) {
        assign(state, "weights.", weights.tensors());
        assign(state, "average.", keyed(average));
        assign(state, "first.", keyed(first));
        assign(state, "second.", keyed(second));
        assign(state, "steps.", keyed(steps));
    }

    private Map<String, Tensor> keyed(List<Tensor> tensors) {
        Map<String, Tensor> out = new LinkedHashMap<>();
        int i = 0;
        for (String key : trained.keySet()) {
            out.put(key, tensors.get(i++));
        }
        return out;
    }

    private static List<StoredTensor> store(String prefix, Map<String, Tensor> tensors) {
        List<StoredTensor> out = new ArrayList<>();
        tensors.forEach(
                (key, tensor) -> out.add(StoredTensor.ofFloats(prefix + key, tensor.shape(), tensor.toFloats())));
        return out;
    }

    private static void assign(StateDict state, String prefix, Map<String, Tensor> into) {
        try (Scope scope = Scope.inference()) {
            into.forEach((key, tensor) -> {
                StoredTensor stored = state.get(prefix + key);
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
