package org.samovar.predict;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.samovar.model.ImageFeatures;
import org.samovar.tensor.DType;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * The bytes of an embedding: "SMVE", version, number of tensors, then for each its type, its rank, its lengths (ints) and its values,
 * then a CRC-32C of all before it. Little-endian, the embedding first, then the finer features.
 */
final class EmbeddingFormat {
    private static final int MAGIC = 0x45564d53; // "SMVE"
    private static final int VERSION = 1;
    private static final int HEADER = 3 * Integer.BYTES;
    private static final int CHECK = Integer.BYTES;
    private static final int MOST_TENSORS = 8;
    private static final int MOST_AXES = 5;

    private EmbeddingFormat() {}

    static byte[] encode(ImageFeatures features) {
        List<Tensor> tensors = new ArrayList<>(features.highResolution());
        tensors.add(0, features.embedding());
        List<ByteBuffer> values = tensors.stream().map(Tensor::toBytes).toList();
        int length = HEADER + CHECK;
        for (int i = 0; i < tensors.size(); i++) {
            int shape = (2 + tensors.get(i).rank()) * Integer.BYTES;
            length = Math.addExact(length, Math.addExact(shape, values.get(i).remaining()));
        }
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(VERSION).putInt(tensors.size());
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = tensors.get(i);
            out.putInt(tensor.type().ordinal()).putInt(tensor.rank());
            for (long axis : tensor.shape()) {
                out.putInt(Math.toIntExact(axis));
            }
            out.put(values.get(i));
        }
        return out.putInt(checksum(out.array())).array();
    }

    /** Tensors in the caller's scope. @throws IOException when the bytes are not those of an embedding */
    static ImageFeatures decode(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < HEADER + CHECK || in.getInt() != MAGIC || in.getInt() != VERSION) {
            throw new IOException("not an embedding");
        }
        if (in.getInt(bytes.length - CHECK) != checksum(bytes)) {
            throw new IOException("a damaged embedding");
        }
        int count = limited(in.getInt(), MOST_TENSORS);
        in.limit(bytes.length - CHECK);
        try {
            List<Tensor> tensors = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                tensors.add(tensor(in));
            }
            return new ImageFeatures(tensors.get(0), tensors.subList(1, count));
        } catch (BufferUnderflowException e) {
            throw new IOException("a cut embedding", e);
        }
    }

    private static Tensor tensor(ByteBuffer in) throws IOException {
        DType type = DType.values()[limited(in.getInt() + 1, DType.values().length) - 1];
        long[] shape = new long[limited(in.getInt(), MOST_AXES)];
        long length = type.bytes();
        for (int i = 0; i < shape.length; i++) {
            shape[i] = limited(in.getInt(), in.remaining());
            length *= shape[i];
            if (length > in.remaining()) {
                throw new IOException("a cut embedding");
            }
        }
        ByteBuffer values = in.slice().order(ByteOrder.LITTLE_ENDIAN).limit((int) length);
        in.position(in.position() + (int) length);
        return Tensors.ofBytes(values, type, shape);
    }

    private static int limited(int value, int most) throws IOException {
        if (value < 1 || value > most) {
            throw new IOException("a damaged embedding");
        }
        return value;
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - CHECK);
        return (int) crc.getValue();
    }
}
