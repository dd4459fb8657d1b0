package org.samovar.image.io.zarr;

import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.samovar.geometry.UserError;

/** Undoes one step of how chunks are packed. */
@FunctionalInterface
interface Codec {
    /** What is not packed. */
    Codec RAW = (packed, most) -> packed;

    Codec GZIP = (packed, most) -> head(new GZIPInputStream(new ByteArrayInputStream(packed)), most);

    Codec ZLIB = (packed, most) -> head(new InflaterInputStream(new ByteArrayInputStream(packed)), most);

    Codec ZSTD = (packed, most) -> {
        byte[] out = new byte[most];
        int length = new ZstdDecompressor().decompress(packed, 0, packed.length, out, 0, most);
        return length == most ? out : Arrays.copyOf(out, length);
    };

    /** As numcodecs writes it, behind the length in four bytes. */
    Codec LZ4 = (packed, most) -> {
        byte[] out = new byte[most];
        int length = new Lz4Decompressor().decompress(packed, 4, packed.length - 4, out, 0, most);
        return length == most ? out : Arrays.copyOf(out, length);
    };

    /** Nothing but a checksum behind the bytes. */
    Codec CHECKSUM = (packed, most) -> {
        if (packed.length < 4) {
            throw new EOFException();
        }
        CRC32C sum = new CRC32C();
        sum.update(packed, 0, packed.length - 4);
        int stored = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getInt(packed.length - 4);
        if ((int) sum.getValue() != stored) {
            throw new IOException("a checksum is wrong");
        }
        return Arrays.copyOf(packed, packed.length - 4);
    };

    /**
     * Unpacks.
     *
     * @param most bytes that may come out; what is longer is damaged
     * @throws IOException or any other exception where the bytes make no sense
     */
    byte[] unpack(byte[] packed, int most) throws IOException;

    /** This one after another. */
    default Codec after(Codec first) {
        return (packed, most) -> unpack(first.unpack(packed, most), most);
    }

    private static byte[] head(InputStream in, int most) throws IOException {
        try (in) {
            return in.readNBytes(most);
        }
    }

    /** By the names of Zarr 2, Zarr 3 and N5. */
    static Codec of(String name) {
        return switch (name) {
            case "raw" -> RAW;
            case "gzip" -> GZIP;
            case "zlib" -> ZLIB;
            case "zstd" -> ZSTD;
            case "lz4" -> LZ4;
            case "blosc" -> Blosc::unpack;
            case "crc32c" -> CHECKSUM;
            default -> throw new UserError("its chunks are packed by '" + name + "', which is not read here");
        };
    }
}
