package org.samovar.checkpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.samovar.geometry.UserError;

/**
 * The tensors of a checkpoint by key, in the order of the file, without the dictionaries that files wrap around them.
 *
 * <p>Immutable. Keys are those of the official PyTorch packages, for example {@code mask_decoder.iou_token.weight}.
 */
public final class StateDict {
    private final String origin;
    private final Map<String, StoredTensor> tensors;
    private final Map<String, String> metadata;

    private StateDict(String origin, Map<String, StoredTensor> tensors, Map<String, String> metadata) {
        this.origin = origin;
        this.tensors = Collections.unmodifiableMap(tensors);
        this.metadata = Collections.unmodifiableMap(metadata);
    }

    /**
     * A state dict of these tensors, keyed by their names.
     *
     * @param origin what a person calls the source, such as a file name; it appears in messages
     * @param metadata plain facts that travel with the weights; a {@code .pt} file cannot carry them
     * @throws UserError when two tensors have one name
     */
    public static StateDict of(String origin, Collection<StoredTensor> tensors, Map<String, String> metadata) {
        Map<String, StoredTensor> byName = new LinkedHashMap<>();
        for (StoredTensor tensor : tensors) {
            if (byName.put(tensor.name(), tensor) != null) {
                throw new UserError(origin + " holds two tensors called '" + tensor.name() + "'.");
            }
        }
        return new StateDict(origin, byName, new LinkedHashMap<>(metadata));
    }

    /** What a person calls the source of these weights, such as a file name. */
    public String origin() {
        return origin;
    }

    /** Tensors by key, in the order of the file. */
    public Map<String, StoredTensor> tensors() {
        return tensors;
    }

    /** Keys in the order of the file. */
    public Set<String> keys() {
        return tensors.keySet();
    }

    public int size() {
        return tensors.size();
    }

    public boolean contains(String key) {
        return tensors.containsKey(key);
    }

    public Optional<StoredTensor> find(String key) {
        return Optional.ofNullable(tensors.get(key));
    }

    /**
     * The tensor of this key.
     *
     * @throws UserError when there is none
     */
    public StoredTensor get(String key) {
        return find(key).orElseThrow(() -> new UserError(origin + " holds no tensor '" + key + "'."));
    }

    /** Plain facts found beside the weights: the metadata of safetensors, or the numbers and words of a PyTorch file. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Number of all elements. */
    public long elements() {
        return tensors.values().stream().mapToLong(StoredTensor::elements).sum();
    }

    /** The tensors whose keys begin with a prefix, under their keys without it. */
    public StateDict under(String prefix) {
        List<StoredTensor> inside = new ArrayList<>();
        tensors.forEach((key, tensor) -> {
            if (key.startsWith(prefix)) {
                inside.add(tensor.renamed(key.substring(prefix.length())));
            }
        });
        return of(origin, inside, metadata);
    }

    /** The tensors whose keys do not begin with a prefix. */
    public StateDict without(String prefix) {
        return of(
                origin,
                tensors.values().stream()
                        .filter(tensor -> !tensor.name().startsWith(prefix))
                        .toList(),
                metadata);
    }

    /**
     * The same tensors under new keys.
     *
     * @throws UserError when two tensors get the same key
     */
    public StateDict renamed(UnaryOperator<String> rename) {
        return of(
                origin,
                tensors.values().stream()
                        .map(tensor -> tensor.renamed(rename.apply(tensor.name())))
                        .toList(),
                metadata);
    }

    /** The same tensors with other metadata. */
    public StateDict withMetadata(Map<String, String> other) {
        return of(origin, tensors.values(), other);
    }

    @Override
    public String toString() {
        return origin + " (" + size() + " tensors)";
    }
}
