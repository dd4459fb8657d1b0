package org.samovar.bridge.v1;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Bytes that are almost right. */
public final class Mutation {
    /** What length fields break by. */
    private static final long[] NUMBERS = {
        0,
        1,
        15,
        255,
        4096,
        1 << 20,
        (1 << 20) + 1,
        8 << 20,
        (8 << 20) + 1,
        0x7fffffffL,
        0xffffffffL,
        1L << 32,
        Long.MAX_VALUE,
        -1L
    };

    private final SplittableRandom random;

    /** @param seed decides everything */
    public Mutation(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** One of some things. */
    public <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Whether something happens that happens once in so many times. */
    public boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    /** A few changes, of one byte or many. */
    public byte[] of(byte[] bytes) {
        byte[] changed = bytes.clone();
        for (int n = 1 + random.nextInt(3); n > 0 && changed.length > 0; n--) {
            changed = change(changed);
        }
        return changed;
    }

    private byte[] change(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(Math.min(16, bytes.length - at));
        switch (random.nextInt(7)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> putNumber(bytes, 4 * random.nextInt(1 + Math.min(20, bytes.length - 1) / 4));
            case 3 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 4 -> {
                return joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
            }
            case 5 -> {
                return joined(Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
            }
            default -> Arrays.fill(
                    bytes, at, at + length, pick(List.of((byte) '{', (byte) '[', (byte) '"', (byte) 0, (byte) -1)));
        }
        return bytes;
    }

    private void putNumber(byte[] bytes, int at) {
        long number = NUMBERS[random.nextInt(NUMBERS.length)];
        for (int i = 0; i < 8 && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (number >> 8 * i);
        }
    }

    /** One after the other. */
    public static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
