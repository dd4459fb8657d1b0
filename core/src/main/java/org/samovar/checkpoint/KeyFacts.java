package org.samovar.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks up shapes in a state dict, and notes each key that is missing or of another rank than expected. */
final class KeyFacts {
    private final StateDict weights;
    private final List<String> missing = new ArrayList<>();

    KeyFacts(StateDict weights) {
        this.weights = weights;
    }

    /** One length of the tensor of a key that must be there; 0 when it is not. */
    int size(String key, int rank, int axis) {
        Optional<StoredTensor> tensor = weights.find(key).filter(found -> found.rank() == rank);
        if (tensor.isEmpty()) {
            missing.add(key);
            return 0;
        }
        return (int) tensor.get().size(axis);
    }

    /** How many numbers from 0 on follow a prefix in the keys, as {@code blocks.0.}, {@code blocks.1.} do. */
    int count(String prefix) {
        int count = 0;
        while (anyUnder(prefix + count + ".")) {
            count++;
        }
        if (count == 0) {
            missing.add(prefix + "0");
        }
        return count;
    }

    boolean anyUnder(String prefix) {
        return weights.keys().stream().anyMatch(key -> key.startsWith(prefix));
    }

    boolean contains(String key) {
        return weights.contains(key);
    }

    List<String> missing() {
        return missing;
    }

    /** The keys that begin with none of these prefixes. */
    List<String> beside(List<String> prefixes) {
        return weights.keys().stream()
                .filter(key -> prefixes.stream().noneMatch(key::startsWith))
                .toList();
    }
}
