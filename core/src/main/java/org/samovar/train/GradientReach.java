package org.samovar.train;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.samovar.nn.Parameter;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/** Which parameters the backward passes of some steps came by. */
final class GradientReach {
    private final Set<String> trained = new TreeSet<>();
    private final Set<String> asked = new TreeSet<>();
    private final Set<String> reached = new TreeSet<>();
    private final Set<String> moved = new TreeSet<>();
    private final Set<String> strayed = new TreeSet<>();

    /**
     * Looks at the gradients of a backward pass.
     *
     * @param parameters all of them
     * @param trainedKeys of those that are trained
     * @param isMoved of which keys the loss depends on the parameters
     */
    void look(Map<String, Parameter> parameters, Set<String> trainedKeys, Predicate<String> isMoved) {
        trained.addAll(trainedKeys);
        trainedKeys.stream().filter(isMoved).forEach(asked::add);
        try (Scope scope = Scope.inference()) {
            parameters.forEach((key, parameter) ->
                    Autograd.gradient(parameter.value()).ifPresent(gradient -> note(key, gradient)));
        }
    }

    private void note(String key, Tensor gradient) {
        if (!trained.contains(key)) {
            strayed.add(key);
            return;
        }
        reached.add(key);
        // nothing is clipped by this limit: it gives the norm
        if (Autograd.clip(List.of(gradient), Double.MAX_VALUE).item() != 0) {
            moved.add(key);
        }
    }

    /** Keys that are trained, of which the loss was to depend on the parameters, and that no gradient ever reached. */
    List<String> missed() {
        return unreached().filter(key -> WithoutEffect.why(key).isEmpty()).toList();
    }

    /** Keys that are trained, and that no gradient can reach, with the reason. */
    Map<String, String> withoutEffect() {
        Map<String, String> out = new TreeMap<>();
        unreached().forEach(key -> WithoutEffect.why(key).ifPresent(reason -> out.put(key, reason)));
        return out;
    }

    private Stream<String> unreached() {
        return asked.stream().filter(key -> !reached.contains(key));
    }

    /** Keys that are trained, and that no step was to move: they have their turn later. */
    List<String> waiting() {
        return trained.stream()
                .filter(key -> !asked.contains(key) && !reached.contains(key))
                .toList();
    }

    /** Keys that are reached by gradients that were nothing but zeros. */
    List<String> still() {
        return reached.stream().filter(key -> !moved.contains(key)).toList();
    }

    /** Keys that are frozen and got a gradient. */
    List<String> strayed() {
        return List.copyOf(strayed);
    }
}
