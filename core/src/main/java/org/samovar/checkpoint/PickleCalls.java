package org.samovar.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samovar.geometry.UserError;

/** What the calls in a pickle may do: build tensors, storages and dictionaries, and nothing else. */
final class PickleCalls {
    private static final int STORAGE_ID_LENGTH = 5;

    private final String origin;
    private final Map<String, StoredType> storages;
    private long copiesLeft;

    /**
     * Calls for one pickle.
     *
     * @param maxCopies how many elements may be copied in all: a list that is copied again and again makes a small file large
     * @param storages gets the type of each storage that is named
     */
    PickleCalls(String origin, long maxCopies, Map<String, StoredType> storages) {
        this.origin = origin;
        this.storages = storages;
        this.copiesLeft = maxCopies;
    }

    PickleGlobal global(String module, String name) {
        return PickleGlobal.find(module, name)
                .orElseThrow(() -> new UserError(
                        origin + " was not opened: besides plain weights it asks for " + printable(module) + "."
                                + printable(name) + ", and what that does cannot be known; nothing was run.",
                        "If you trust the file, save only its state_dict with PyTorch and open that."));
    }

    private static String printable(String name) {
        String printable = name.replaceAll("[^\\x21-\\x7e]", "?");
        return printable.length() <= 60 ? printable : printable.substring(0, 60) + "...";
    }

    Object call(Object callable, Object arguments) {
        if (!(arguments instanceof Pickled.Tuple tuple)) {
            throw damaged("calls something without arguments");
        }
        if (callable instanceof PickleGlobal.OrderedDict) {
            return orderedDict(tuple);
        }
        if (callable instanceof PickleGlobal.RebuildTensor) {
            return tensor(tuple);
        }
        if (callable instanceof PickleGlobal.RebuildParameter
                && tuple.size() > 0
                && tuple.get(0) instanceof Pickled.Tensor tensor) {
            return tensor;
        }
        if (callable instanceof PickleGlobal.Size && tuple.size() == 1) {
            return tuple.get(0);
        }
        if (callable instanceof PickleGlobal.Plain) {
            return Pickled.Inert.VALUE;
        }
        throw damaged("calls what cannot be called");
    }

    /** A state may be given to a dictionary ({@code _metadata} of a module) or to a plain value; it is dropped. */
    void checkState(Object target) {
        if (!(target instanceof Map) && target != Pickled.Inert.VALUE) {
            throw damaged("gives a state to what has none");
        }
    }

    void put(Map<Object, Object> map, Object key, Object value) {
        if (key instanceof List || key instanceof Map || key instanceof Pickled.Storage) {
            throw damaged("has a key that cannot be one");
        }
        map.put(key, value);
    }

    /** The storage that a persistent id {@code ('storage', class, key, device, elements[, view])} names. */
    Pickled.Storage storage(Object id) {
        if (id instanceof Pickled.Tuple tuple
                && tuple.size() >= STORAGE_ID_LENGTH
                && "storage".equals(tuple.get(0))
                && tuple.get(1) instanceof PickleGlobal.StorageClass storage
                && tuple.get(2) instanceof String key
                && tuple.get(4) instanceof Long elements
                && elements >= 0) {
            storages.put(key, storage.type());
            return new Pickled.Storage(key, storage.type(), elements, firstElement(tuple));
        }
        throw damaged("names a storage in an unknown way");
    }

    /** Files older than PyTorch 0.4 have views {@code (key, first element, elements)} of storages. */
    private long firstElement(Pickled.Tuple id) {
        if (id.size() == STORAGE_ID_LENGTH || id.get(STORAGE_ID_LENGTH) == Pickled.Inert.NONE) {
            return 0;
        }
        if (id.get(STORAGE_ID_LENGTH) instanceof Pickled.Tuple view
                && view.size() == 3
                && view.get(1) instanceof Long first
                && first >= 0
                && first <= Integer.MAX_VALUE) {
            return first;
        }
        throw damaged("names a part of a storage in an unknown way");
    }

    /** An empty dictionary, or, from Python 2, one of a list of pairs. */
    private Map<Object, Object> orderedDict(Pickled.Tuple arguments) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (arguments.size() == 0) {
            return map;
        }
        if (!(arguments.get(0) instanceof List<?> pairs)) {
            throw damaged("fills a dictionary in an unknown way");
        }
        copiesLeft -= pairs.size();
        if (copiesLeft < 0) {
            throw damaged("repeats itself without end");
        }
        for (Object pair : pairs) {
            if (pair instanceof List<?> list && list.size() == 2) {
                put(map, list.get(0), list.get(1));
            } else if (pair instanceof Pickled.Tuple tuple && tuple.size() == 2) {
                put(map, tuple.get(0), tuple.get(1));
            } else {
                throw damaged("fills a dictionary in an unknown way");
            }
        }
        return map;
    }

    private Pickled.Tensor tensor(Pickled.Tuple arguments) {
        if (arguments.size() >= 4
                && arguments.get(0) instanceof Pickled.Storage storage
                && arguments.get(1) instanceof Long offset
                && offset >= 0
                && offset <= Integer.MAX_VALUE) {
            long[] shape = sizes(arguments.get(2));
            long[] strides = sizes(arguments.get(3));
            return new Pickled.Tensor(storage, storage.firstElement() + offset, shape, strides);
        }
        throw damaged("describes a tensor in an unknown way");
    }

    private long[] sizes(Object value) {
        if (!(value instanceof Pickled.Tuple tuple) || tuple.size() > StoredTensor.MAX_RANK) {
            throw damaged("describes a shape in an unknown way");
        }
        long[] sizes = new long[tuple.size()];
        for (int axis = 0; axis < sizes.length; axis++) {
            if (!(tuple.get(axis) instanceof Long size)) {
                throw damaged("describes a shape in an unknown way");
            }
            sizes[axis] = size;
        }
        return sizes;
    }

    private UserError damaged(String reason) {
        return new UserError(origin + " is damaged: its list of tensors " + reason + ".");
    }
}
