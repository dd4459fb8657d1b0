package org.samovar.bridge.v1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A mask over a box as the protocol sends it: unsigned 32-bit numbers in little-endian order, alternately how many voxels are not in the mask and how many
 * are, beginning with those that are not; voxels with i fastest, then j, then k. A run that 32 bits do not hold is followed by an empty one of the other kind.
 */
public final class Runs {
    private static final long LONGEST = 0xffffffffL;
    private static final int NUMBER = Integer.BYTES;

    private Runs() {}

    /** Takes a run of voxels that are in the mask. */
    @FunctionalInterface
    public interface Run {
        /**
         * @param from the first voxel, counted through the box
         * @param to the one behind the last
         */
        void accept(long from, long to);
    }

    /** Writes a mask run by run, without an array of it; the box is as large as what was said. For one thread. */
    public static final class Writer {
        private byte[] bytes = new byte[64];
        private int count;
        private long voxels;

        /** Voxels of the run that is not written yet. */
        private long run;

        /** Whether they are in the mask. */
        private boolean isIn;

        /** The next voxels are not in the mask. @throws IllegalArgumentException if negative */
        public Writer out(long more) {
            return add(false, more);
        }

        /** The next voxels are in the mask. @throws IllegalArgumentException if negative */
        public Writer in(long more) {
            return add(true, more);
        }

        /** How many voxels were said so far. */
        public long voxels() {
            return voxels;
        }

        /** How many bytes this will be. */
        public int size() {
            return count + (run == 0 ? 0 : NUMBER);
        }

        /** The runs of all voxels that were said; more can follow. */
        public byte[] toBytes() {
            byte[] all = Arrays.copyOf(bytes, size());
            if (run > 0) {
                putInt(all, count, (int) run);
            }
            return all;
        }

        private Writer add(boolean toMask, long more) {
            if (more < 0) {
                throw new IllegalArgumentException(more + " voxels");
            }
            if (more > 0) {
                voxels = Math.addExact(voxels, more);
                if (toMask != isIn) {
                    put((int) run);
                    run = 0;
                    isIn = toMask;
                }
                run += more;
                while (run > LONGEST) {
                    put((int) LONGEST);
                    put(0);
                    run -= LONGEST;
                }
            }
            return this;
        }

        private void put(int number) {
            if (count == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * count);
            }
            putInt(bytes, count, number);
            count += NUMBER;
        }

        private static void putInt(byte[] bytes, int at, int number) {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, number);
        }
    }

    /** The runs of a mask. */
    public static byte[] encode(boolean[] mask) {
        Writer writer = new Writer();
        int from = 0;
        for (int i = 1; i <= mask.length; i++) {
            if (i == mask.length || mask[i] != mask[from]) {
                writer.add(mask[from], i - from);
                from = i;
            }
        }
        return writer.toBytes();
    }

    /**
     * The runs of a mask.
     *
     * @param voxels of the box; bits from there on do not count
     */
    public static byte[] encode(BitSet mask, int voxels) {
        Writer writer = new Writer();
        int at = 0;
        while (at < voxels) {
            int from = mask.nextSetBit(at);
            if (from < 0 || from >= voxels) {
                break;
            }
            at = Math.min(mask.nextClearBit(from), voxels);
            writer.out(from - writer.voxels()).in(at - from);
        }
        return writer.out(voxels - writer.voxels()).toBytes();
    }

    /**
     * Tells the runs that are in a mask, in order; none is empty, and two may touch where 32 bits did not hold the whole.
     *
     * @param voxels of the box
     * @throws Fault BAD_REQUEST when the runs do not fill the box exactly; some runs may have been told by then, none of them outside of the box
     */
    public static void decode(byte[] runs, long voxels, Run each) throws Fault {
        if (runs.length % NUMBER != 0) {
            throw wrong(voxels);
        }
        ByteBuffer numbers = ByteBuffer.wrap(runs).order(ByteOrder.LITTLE_ENDIAN);
        long at = 0;
        for (boolean isIn = false; numbers.hasRemaining(); isIn = !isIn) {
            long run = Integer.toUnsignedLong(numbers.getInt());
            if (run > voxels - at) {
                throw wrong(voxels);
            }
            if (isIn && run > 0) {
                each.accept(at, at + run);
            }
            at += run;
        }
        if (at != voxels) {
            throw wrong(voxels);
        }
    }

    /** The mask, as in {@link #decode(byte[], long, Run)}. */
    public static boolean[] decode(byte[] runs, int voxels) throws Fault {
        require(runs, voxels);
        boolean[] mask = new boolean[voxels];
        decode(runs, voxels, (from, to) -> Arrays.fill(mask, (int) from, (int) to, true));
        return mask;
    }

    /** The mask as the bits of a set, as in {@link #decode(byte[], long, Run)}. */
    public static BitSet decodeBits(byte[] runs, int voxels) throws Fault {
        require(runs, voxels);
        BitSet mask = new BitSet(voxels);
        decode(runs, voxels, (from, to) -> mask.set((int) from, (int) to));
        return mask;
    }

    /** Before memory is taken for a box that they may not fill. */
    private static void require(byte[] runs, int voxels) throws Fault {
        decode(runs, voxels, (from, to) -> {});
    }

    private static Fault wrong(long voxels) {
        return new Fault(ErrorCode.BAD_REQUEST, "The runs of a mask do not fill its box of " + voxels + " voxels.");
    }
}
