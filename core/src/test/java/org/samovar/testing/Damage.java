package org.samovar.testing;

import java.util.Arrays;
import java.util.Random;

/** What disks and hostile people do to files. */
public final class Damage {
    private Damage() {}

    /** A copy with up to four other bytes, of which some say something extreme, or cut off. */
    public static byte[] of(byte[] sound, Random random) {
        byte[] damaged = sound.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(damaged.length);
            damaged[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) 0xff;
                case 1 -> 0;
                case 2 -> (byte) (damaged[at] ^ 1 << random.nextInt(8));
                default -> (byte) random.nextInt(256);
            };
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
    }
}
