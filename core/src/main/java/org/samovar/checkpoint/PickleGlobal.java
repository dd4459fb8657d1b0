package org.samovar.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The only Python names that a pickle may mention, each with what a call of it means here. No name is ever looked up in a class path.
 *
 * <p>Sources of the argument lists: {@code torch/_utils.py} ({@code _rebuild_tensor}, {@code _rebuild_tensor_v2}, {@code _rebuild_parameter}).
 */
sealed interface PickleGlobal {
    /** {@code collections.OrderedDict}. */
    record OrderedDict() implements PickleGlobal {}

    /** {@code torch._utils._rebuild_tensor} and {@code _v2}: storage, offset, size, stride, and more that says nothing about the values. */
    record RebuildTensor() implements PickleGlobal {}

    /** {@code torch._utils._rebuild_parameter}: a tensor, and more. */
    record RebuildParameter() implements PickleGlobal {}

    /** {@code torch.Size}: a tuple. */
    record Size() implements PickleGlobal {}

    /** A class of storages, which is named but never called. */
    record StorageClass(StoredType type) implements PickleGlobal {}

    /** A plain value such as a dtype, a device or a number of NumPy's, which is dropped. */
    record Plain() implements PickleGlobal {}

    /** What a qualified name stands for, or nothing when it is not allowed. */
    static Optional<PickleGlobal> find(String module, String name) {
        return Optional.ofNullable(Table.ALLOWED.get(module + "." + name));
    }

    /** Keeps the table out of the interface's public face. */
    final class Table {
        private static final Set<String> DTYPES =
                Set.of("float64", "float32", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool");
        private static final List<String> NUMPY_NUMBERS = List.of(
                "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar", "numpy.dtype", "_codecs.encode");
        static final Map<String, PickleGlobal> ALLOWED = allowed();

        private Table() {}

        private static Map<String, PickleGlobal> allowed() {
            Map<String, PickleGlobal> table = new LinkedHashMap<>();
            table.put("collections.OrderedDict", new OrderedDict());
            table.put("torch._utils._rebuild_tensor", new RebuildTensor());
            table.put("torch._utils._rebuild_tensor_v2", new RebuildTensor());
            table.put("torch._utils._rebuild_parameter", new RebuildParameter());
            table.put("torch.Size", new Size());
            table.put("torch.device", new Plain());
            for (StoredType type : StoredType.values()) {
                table.put("torch." + type.torchStorage(), new StorageClass(type));
            }
            Stream.concat(DTYPES.stream().map(dtype -> "torch." + dtype), NUMPY_NUMBERS.stream())
                    .collect(Collectors.toList())
                    .forEach(name -> table.put(name, new Plain()));
            return Map.copyOf(table);
        }
    }
}
