package org.samovar.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Writes the pickle of a state dict, in protocol 2 and with the instructions that {@code torch.load(weights_only=True)} accepts
 * ({@code torch/_weights_only_unpickler.py}).
 *
 * <p>Storages are numbered in the order in which their tensors are written.
 */
final class PickleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int storages;

    private PickleWriter() {}

    /** A dictionary of state dicts, or, under the one empty key, a state dict by itself. */
    static byte[] write(Map<String, ? extends Collection<StoredTensor>> dicts) {
        PickleWriter pickle = new PickleWriter();
        pickle.out.write(0x80);
        pickle.out.write(2);
        if (dicts.keySet().equals(Set.of(""))) {
            dicts.values().forEach(pickle::stateDict);
        } else {
            pickle.out.write('}');
            pickle.out.write('(');
            dicts.forEach((name, tensors) -> {
                pickle.string(name);
                pickle.stateDict(tensors);
            });
            pickle.out.write('u');
        }
        pickle.out.write('.');
        return pickle.out.toByteArray();
    }

    private void stateDict(Collection<StoredTensor> tensors) {
        emptyOrderedDict();
        out.write('(');
        for (StoredTensor tensor : tensors) {
            string(tensor.name());
            tensor(tensor);
        }
        out.write('u');
    }

    /** {@code _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks)}. */
    private void tensor(StoredTensor tensor) {
        global("torch._utils", "_rebuild_tensor_v2");
        out.write('(');
        storage(tensor);
        integer(0);
        tuple(tensor.shape());
        tuple(StoredTensor.rowMajor(tensor.shape()));
        out.write(0x89);
        emptyOrderedDict();
        out.write('t');
        out.write('R');
    }

    /** The persistent id {@code ('storage', class, key, device, elements)}. */
    private void storage(StoredTensor tensor) {
        out.write('(');
        string("storage");
        global("torch", tensor.type().torchStorage());
        string(Integer.toString(storages++));
        string("cpu");
        integer(tensor.elements());
        out.write('t');
        out.write('Q');
    }

    private void emptyOrderedDict() {
        global("collections", "OrderedDict");
        out.write(')');
        out.write('R');
    }

    private void global(String module, String name) {
        out.write('c');
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.write('X');
        littleEndian(utf8.length);
        out.writeBytes(utf8);
    }

    private void tuple(long[] values) {
        out.write('(');
        for (long value : values) {
            // Sizes and strides of a tensor whose bytes fit one buffer are below 2^31.
            integer(Math.toIntExact(value));
        }
        out.write('t');
    }

    private void integer(int value) {
        out.write('J');
        littleEndian(value);
    }

    private void littleEndian(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(value >>> shift);
        }
    }
}
