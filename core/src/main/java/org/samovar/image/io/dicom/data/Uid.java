package org.samovar.image.io.dicom.data;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Numbers that name things in all the world, made of UUIDs as the standard allows (PS3.5, annex B.2). */
public final class Uid {
    private Uid() {}

    /** One that nothing else has. */
    public static String random() {
        return of(UUID.randomUUID());
    }

    /** Always the same for a name. */
    static String named(String name) {
        return of(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static String of(UUID uuid) {
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return "2.25." + new BigInteger(1, bytes);
    }
}
