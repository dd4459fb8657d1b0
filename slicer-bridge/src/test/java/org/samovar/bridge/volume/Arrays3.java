package org.samovar.bridge.volume;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntToDoubleFunction;
import org.samovar.bridge.v1.Fault;
import org.samovar.geometry.VolumeSize;

/** Volumes for tests. */
public final class Arrays3 {
    private Arrays3() {}

    public static VolumeHeader header(int width, int height, int depth, Dtype dtype) {
        return new VolumeHeader(new VolumeSize(width, height, depth, 1), 1, dtype);
    }

    /** Little-endian int16 samples of a function of their index. */
    public static byte[] shorts(VolumeHeader header, IntToDoubleFunction value) {
        ByteBuffer out = ByteBuffer.allocate((int) header.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; out.hasRemaining(); i++) {
            out.putShort((short) value.applyAsDouble(i));
        }
        return out.array();
    }

    public static String hash(VolumeHeader header, byte[] bytes) {
        var hash = header.hash();
        hash.add(bytes);
        return hash.finish();
    }

    /** Puts a volume into a store at once. */
    public static VolumeStore.Lease kept(VolumeStore store, VolumeHeader header, byte[] bytes) throws Fault {
        try (Upload upload = store.receive(header, hash(header, bytes))) {
            upload.add(0, bytes);
            return upload.finish();
        }
    }
}
