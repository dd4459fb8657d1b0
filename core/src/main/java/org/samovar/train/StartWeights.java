package org.samovar.train;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.samovar.checkpoint.StateDict;
import org.samovar.checkpoint.StoredTensor;
import org.samovar.nn.Layer;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.Weights;
import org.samovar.tensor.Tensor;

/** The weights that a run begins with: random, stored, or both. */
public final class StartWeights {
    private StartWeights() {}

    /**
     * Fills a network.
     *
     * @param title what a person calls the network
     * @param stored weights to begin with; random ones where empty. Parts that the network has not are left out, with a word
     * @param mayBeNew the keys that are random where they are not stored
     * @param seed of what is random
     * @throws org.samovar.geometry.UserError when the stored weights are of another network
     */
    public static Weights of(
            String title,
            Layer network,
            Optional<StateDict> stored,
            Predicate<String> mayBeNew,
            long seed,
            TrainingListener listener) {
        if (stored.isEmpty()) {
            return Weights.initialise(network, seed);
        }
        StateDict start = stored.get();
        Set<String> foreign = foreignParts(network, start);
        if (!foreign.isEmpty()) {
            listener.message("left out, as the network has no such parts: " + String.join(", ", foreign));
        }
        List<StoredTensor> known = start.keys().stream()
                .filter(key -> !foreign.contains(part(key)))
                .map(start::get)
                .toList();
        StateDict fitting = StateDict.of(start.origin(), known, start.metadata());
        return StoredWeights.bind(title, network, fitting, mayBeNew, seed);
    }

    private static Set<String> foreignParts(Layer network, StateDict stored) {
        Set<String> parts = new TreeSet<>();
        stored.keys().forEach(key -> parts.add(part(key)));
        network.parameters().keySet().forEach(key -> parts.remove(part(key)));
        return parts;
    }

    /** The first name of a key. */
    static String part(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    /** A number that tells tensors from others. */
    static String sum(Map<String, Tensor> tensors) {
        CRC32 sum = new CRC32();
        tensors.forEach((key, tensor) -> {
            sum.update(key.getBytes(StandardCharsets.UTF_8));
            sum.update(StoredTensor.ofFloats(key, tensor.shape(), tensor.toFloats())
                    .contiguous());
        });
        return Long.toHexString(sum.getValue());
    }

    /** A copy of tensors under keys that begin with a prefix. */
    static List<StoredTensor> store(String prefix, Map<String, Tensor> tensors) {
        List<StoredTensor> out = new ArrayList<>();
        tensors.forEach(
                (key, tensor) -> out.add(StoredTensor.ofFloats(prefix + key, tensor.shape(), tensor.toFloats())));
        return out;
    }
}
