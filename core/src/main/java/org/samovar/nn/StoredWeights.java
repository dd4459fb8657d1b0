package org.samovar.nn;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.samovar.checkpoint.BindReport;
import org.samovar.checkpoint.StateDict;
import org.samovar.checkpoint.StoredTensor;
import org.samovar.checkpoint.StoredType;
import org.samovar.geometry.UserError;
import org.samovar.tensor.DType;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** Carries weights between files and networks: every key has its place and every place its key, or nothing is carried. */
public final class StoredWeights {
    private StoredWeights() {}

    /** How a state dict fits a network, by keys and shapes; {@code title} is what a person calls the network. */
    public static BindReport compare(String title, Layer network, StateDict stored) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        network.parameters().forEach((key, parameter) -> shapes.put(key, parameter.shape()));
        return BindReport.compare(title, shapes, stored);
    }

    /**
     * Fills a network from a state dict; the values are copied, as float32.
     *
     * @param title what a person calls the network, for messages
     * @return the owner of the network's tensors
     * @throws UserError naming what is missing, too much or of another shape, before anything is filled
     */
    public static Weights bind(String title, Layer network, StateDict stored) {
        compare(title, network, stored).require();
        return Weights.fill(network, (key, parameter) -> tensor(stored.get(key)));
    }

    /**
     * Fills a network from a state dict that may lack some of it.
     *
     * @param title what a person calls the network, for messages
     * @param mayBeNew the keys that are drawn where they are not stored, with the values that {@link Weights#initialise} gives them
     * @param seed of what is drawn
     * @throws UserError naming what is missing, too much or of another shape, before anything is filled
     */
    public static Weights bind(String title, Layer network, StateDict stored, Predicate<String> mayBeNew, long seed) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        network.parameters().forEach((key, parameter) -> {
            if (stored.contains(key) || !mayBeNew.test(key)) {
                shapes.put(key, parameter.shape());
            }
        });
        BindReport.compare(title, shapes, stored).require();
        SplittableRandom random = new SplittableRandom(seed);
        return Weights.fill(network, (key, p) -> {
            SplittableRandom own = random.split();
            return stored.contains(key)
                    ? tensor(stored.get(key))
                    : Tensors.of(p.init().draw(p.shape(), own), p.shape());
        });
    }

    /** A tensor with the values of a stored one, as float32, in the innermost scope. */
    private static Tensor tensor(StoredTensor stored) {
        return switch (stored.type()) {
            case F32 -> Tensors.ofBytes(stored.contiguous(), DType.FLOAT32, stored.shape());
            case F16 -> Ops.cast(Tensors.ofBytes(stored.contiguous(), DType.FLOAT16, stored.shape()), DType.FLOAT32);
            case BF16 -> Ops.cast(Tensors.ofBytes(stored.contiguous(), DType.BFLOAT16, stored.shape()), DType.FLOAT32);
            default -> Tensors.of(stored.toFloats(), stored.shape());
        };
    }

    /**
     * A state dict with a copy of a network's weights, in the order of the network.
     *
     * @param origin what a person calls them
     * @param factors type in which the factors of products are kept; everything else is kept in float32
     * @param metadata facts to keep with them
     */
    public static StateDict store(String origin, Weights weights, Precision factors, Map<String, String> metadata) {
        List<StoredTensor> tensors = new ArrayList<>();
        weights.parameters().forEach((key, parameter) -> {
            boolean factor = parameter.role() == Parameter.Role.FACTOR;
            DType type = factor ? factors.type() : DType.FLOAT32;
            try (Scope scope = Scope.inference()) {
                Tensor value = parameter.value();
                Tensor kept = value.type() == type ? value : Ops.cast(value, type);
                tensors.add(StoredTensor.of(key, storedType(type), parameter.shape(), kept.toBytes()));
            }
        });
        return StateDict.of(origin, tensors, metadata);
    }

    /** The same weights, of which those whose key fits are kept in half precision: eleven bits of each value in half of the space. */
    public static StateDict halved(StateDict stored, Predicate<String> fits) {
        List<StoredTensor> tensors = new ArrayList<>();
        stored.tensors().forEach((key, tensor) -> {
            if (!fits.test(key)) {
                tensors.add(tensor);
                return;
            }
            try (Scope scope = Scope.inference()) {
                ByteBuffer half = Ops.cast(tensor(tensor), DType.FLOAT16).toBytes();
                tensors.add(StoredTensor.of(key, StoredType.F16, tensor.shape(), half));
            }
        });
        return StateDict.of(stored.origin(), tensors, stored.metadata());
    }

    private static StoredType storedType(DType type) {
        return switch (type) {
            case FLOAT16 -> StoredType.F16;
            case BFLOAT16 -> StoredType.BF16;
            default -> StoredType.F32;
        };
    }
}
