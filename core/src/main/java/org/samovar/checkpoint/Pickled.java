package org.samovar.checkpoint;

import java.util.List;

/**
 * What a pickle is allowed to hold beside {@code String}, {@code Long}, {@code Double}, {@code Boolean}, lists and maps.
 *
 * <p>Tuples compare by identity: a hash of their elements could be made to take exponential time by nesting a tuple in itself twice, and again.
 */
final class Pickled {
    private Pickled() {}

    /** Plain values that nothing here needs. */
    enum Inert {
        NONE,
        VALUE
    }

    /** A Python tuple. */
    static final class Tuple {
        private final List<Object> items;

        Tuple(List<Object> items) {
            this.items = items;
        }

        int size() {
            return items.size();
        }

        Object get(int index) {
            return items.get(index);
        }
    }

    /** A storage that a persistent id names; its bytes are elsewhere in the file. The first element wanted is not 0 for a view of the oldest format. */
    record Storage(String key, StoredType type, long elements, long firstElement) {}

    /** A tensor not yet checked against its storage. */
    static final class Tensor {
        private final Storage storage;
        private final long offset;
        private final long[] shape;
        private final long[] strides;

        Tensor(Storage storage, long offset, long[] shape, long[] strides) {
            this.storage = storage;
            this.offset = offset;
            this.shape = shape;
            this.strides = strides;
        }

        Storage storage() {
            return storage;
        }

        long offset() {
            return offset;
        }

        long[] shape() {
            return shape.clone();
        }

        long[] strides() {
            return strides.clone();
        }
    }
}
