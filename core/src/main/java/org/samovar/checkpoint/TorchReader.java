package org.samovar.checkpoint;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.samovar.geometry.UserError;

/**
 * Reads what {@code torch.save} wrote: an archive since PyTorch 1.6, before that a row of pickles with the storages behind them.
 *
 * <p>Source: {@code torch/serialization.py}, {@code _save}, {@code _legacy_save} and their counterparts.
 */
final class TorchReader {
    /** {@code MAGIC_NUMBER} in {@code torch/serialization.py}, as the first pickle of an old file. */
    static final byte[] LEGACY_START = {
        (byte) 0x80,
        2,
        (byte) 0x8a,
        10,
        0x6c,
        (byte) 0xfc,
        (byte) 0x9c,
        0x46,
        (byte) 0xf9,
        0x20,
        0x6a,
        (byte) 0xa8,
        0x50,
        0x19,
        '.'
    };

    private static final BigInteger LEGACY_MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long LEGACY_PROTOCOL = 1001;
    private static final long LEGACY_PICKLES_WITHIN = 1L << 30;
    private static final String PICKLE = "data.pkl";

    private final ByteSource source;

    private TorchReader(ByteSource source) {
        this.source = source;
    }

    static StateDict readZip(ByteSource source) {
        return new TorchReader(source).zip();
    }

    static StateDict readLegacy(ByteSource source) {
        return new TorchReader(source).legacy();
    }

    private StateDict zip() {
        ZipDirectory archive = ZipDirectory.read(source);
        String folder = folder(archive);
        if (archive.contains(folder + "constants.pkl")) {
            throw new UserError(
                    source.origin() + " is a TorchScript program, not a file of weights; save the model's state_dict"
                            + " with PyTorch and open that.");
        }
        if (archive.contains(folder + "byteorder")
                && !"little"
                        .equals(StandardCharsets.US_ASCII
                                .decode(archive.bytes(folder + "byteorder"))
                                .toString())) {
            throw bigEndian();
        }
        Object root = PickleReader.read(source.origin(), archive.bytes(folder + PICKLE));
        Map<String, ByteBuffer> seen = new HashMap<>();
        Function<String, ByteBuffer> open = key -> archive.bytes(folder + "data/" + key);
        return Wrappers.unwrap(source.origin(), root, storage -> {
            ByteBuffer bytes = seen.computeIfAbsent(storage.key(), open);
            if (bytes.remaining() / storage.type().bytes() < storage.elements()) {
                throw source.damaged("its part 'data/" + storage.key() + "' is too short");
            }
            return bytes;
        });
    }

    /** Everything lies in one folder, whose name is that of the file when it was saved. */
    private String folder(ZipDirectory archive) {
        return archive.names().stream()
                .filter(name -> name.endsWith("/" + PICKLE))
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .filter(name -> name.indexOf('/') == name.length() - 1)
                .findFirst()
                .orElseThrow(() -> new UserError(source.origin()
                        + " is a ZIP archive, but not one that PyTorch wrote: it has no '" + PICKLE + "'."));
    }

    private StateDict legacy() {
        ByteBuffer in = source.slice(0, Math.min(source.size(), LEGACY_PICKLES_WITHIN));
        String origin = source.origin();
        if (!LEGACY_MAGIC.equals(PickleReader.read(origin, in))
                || !Long.valueOf(LEGACY_PROTOCOL).equals(PickleReader.read(origin, in))) {
            throw source.damaged("it does not begin as PyTorch's old files do");
        }
        if (PickleReader.read(origin, in) instanceof Map<?, ?> system
                && Boolean.FALSE.equals(system.get("little_endian"))) {
            throw bigEndian();
        }
        Map<String, StoredType> types = new HashMap<>();
        Object root = PickleReader.read(origin, in, types);
        if (!(PickleReader.read(origin, in) instanceof List<?> keys)) {
            throw source.damaged("it does not list its storages");
        }
        Map<String, ByteBuffer> storages = legacyStorages(in.position(), keys, types);
        return Wrappers.unwrap(origin, root, storage -> {
            ByteBuffer bytes = storages.get(storage.key());
            if (bytes == null) {
                throw source.damaged("it lacks the values of a tensor");
            }
            return bytes;
        });
    }

    /** After the pickles: of each storage, in the order of the keys, the number of elements and then the elements. */
    private Map<String, ByteBuffer> legacyStorages(long start, List<?> keys, Map<String, StoredType> types) {
        Map<String, ByteBuffer> storages = new HashMap<>();
        long at = start;
        for (Object key : keys) {
            if (!(key instanceof String name) || !types.containsKey(name)) {
                throw source.damaged("it lists a storage that no tensor uses");
            }
            long elements = source.slice(at, Long.BYTES).getLong();
            int bytes = types.get(name).bytes();
            if (elements < 0 || elements > source.size() / bytes) {
                throw source.damaged("a storage claims to be longer than the file");
            }
            storages.put(name, source.slice(at + Long.BYTES, elements * bytes));
            at += Long.BYTES + elements * bytes;
        }
        return storages;
    }

    private UserError bigEndian() {
        return new UserError(source.origin() + " was written on a big-endian machine, which is not supported.");
    }
}
