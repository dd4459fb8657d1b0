package org.samovar.checkpoint;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.samovar.geometry.UserError;

/**
 * Takes state dicts out of the dictionaries that training scripts put around them.
 *
 * <p>Forms in use: the state dict itself (SAM, MobileSAM, MedSAM), under {@code model} (SAM 2, MedSAM2), under {@code model_state} with a second one
 * under {@code decoder_state} (micro-sam, MedicoSAM; the keys of the decoder get the prefix {@code decoder.}), under {@code state_dict}. Keys may carry
 * the prefixes that {@code DataParallel}, {@code torch.compile} and micro-sam's trainer add.
 */
final class Wrappers {
    private static final List<String> MODELS = List.of("model", "model_state", "state_dict", "model_state_dict");
    private static final String DECODER = "decoder_state";
    private static final List<String> PREFIXES = List.of("module.", "_orig_mod.", "sam.");
    private static final int MAX_FACT_LENGTH = 1000;

    private final String origin;
    private final Function<Pickled.Storage, ByteBuffer> storages;

    private Wrappers(String origin, Function<Pickled.Storage, ByteBuffer> storages) {
        this.origin = origin;
        this.storages = storages;
    }

    /**
     * The state dict within an unpickled object.
     *
     * @param storages gives the bytes of a storage, or throws
     * @throws UserError when there is none, or a tensor does not fit its storage
     */
    static StateDict unwrap(String origin, Object root, Function<Pickled.Storage, ByteBuffer> storages) {
        if (!(root instanceof Map<?, ?> top)) {
            throw new UserError(origin + " holds no dictionary of weights.");
        }
        return new Wrappers(origin, storages).unwrap(top);
    }

    private StateDict unwrap(Map<?, ?> top) {
        Map<?, ?> model = MODELS.stream()
                .map(top::get)
                .filter(Wrappers::holdsTensors)
                .<Map<?, ?>>map(value -> (Map<?, ?>) value)
                .findFirst()
                .orElse(top);
        List<StoredTensor> tensors = new ArrayList<>(tensors(model, ""));
        if (top.get(DECODER) instanceof Map<?, ?> decoder) {
            tensors.addAll(tensors(decoder, "decoder."));
        }
        if (tensors.isEmpty()) {
            throw new UserError(
                    origin
                            + " holds no weights that can be recognised: it has no tensors where a state dict would have them.");
        }
        return StateDict.of(origin, tensors, facts(top));
    }

    private static boolean holdsTensors(Object value) {
        return value instanceof Map<?, ?> map && map.values().stream().anyMatch(Pickled.Tensor.class::isInstance);
    }

    private List<StoredTensor> tensors(Map<?, ?> dictionary, String newPrefix) {
        Map<String, Pickled.Tensor> found = new LinkedHashMap<>();
        dictionary.forEach((key, value) -> {
            if (key instanceof String name && value instanceof Pickled.Tensor tensor) {
                found.put(name, tensor);
            }
        });
        int skip = commonPrefix(found);
        List<StoredTensor> tensors = new ArrayList<>();
        found.forEach((name, tensor) -> {
            Pickled.Storage storage = tensor.storage();
            tensors.add(StoredTensor.view(
                    origin,
                    newPrefix + name.substring(skip),
                    storage.type(),
                    tensor.shape(),
                    tensor.strides(),
                    tensor.offset(),
                    storages.apply(storage)));
        });
        return tensors;
    }

    /** Length of the wrappers' prefixes that every key has. */
    private static int commonPrefix(Map<String, ?> tensors) {
        int length = 0;
        for (String prefix : PREFIXES) {
            int start = length;
            if (!tensors.isEmpty() && tensors.keySet().stream().allMatch(key -> key.startsWith(prefix, start))) {
                length += prefix.length();
            }
        }
        return length;
    }

    private static Map<String, String> facts(Map<?, ?> top) {
        Map<String, String> facts = new LinkedHashMap<>();
        top.forEach((key, value) -> {
            boolean plain = value instanceof String text
                    ? text.length() <= MAX_FACT_LENGTH
                    : value instanceof Long || value instanceof Double || value instanceof Boolean;
            if (key instanceof String name && plain) {
                facts.put(name, value.toString());
            }
        });
        return facts;
    }
}
