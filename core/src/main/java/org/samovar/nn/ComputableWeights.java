package org.samovar.nn;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * Weights that any language can compute: each value follows from its key, its place and a salt. With them a network is compared with
 * its published implementation without any file of trained weights.
 *
 * <p>The 64-bit FNV-1a hash of {@code salt:key} seeds a splitmix64 sequence; the upper 24 bits of its i-th word make a number u in
 * [-1, 1), and the value is offset + scale * u, rounded once to float32. Offset and scale keep the outputs of layers near unit size.
 */
public final class ComputableWeights implements Weights.Source {
    private static final long FNV_BASIS = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long MIX1 = 0xBF58476D1CE4E5B9L;
    private static final long MIX2 = 0x94D049BB133111EBL;
    private static final int PIECE = 1 << 16;
    private static final long MAX_FAN_IN = 1024;

    private final String salt;

    /** @param salt another one gives other weights */
    public ComputableWeights(String salt) {
        this.salt = salt;
    }

    @Override
    public Tensor tensor(String key, Parameter parameter) {
        return Tensors.of(values(key, parameter.shape()), parameter.shape());
    }

    /** The values of a tensor in row-major order; counts of batches, which are integers, stay zero. */
    public float[] values(String key, long... shape) {
        int count = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        float[] out = new float[count];
        if (!key.endsWith("num_batches_tracked")) {
            long seed = hash(salt + ":" + key);
            Rule rule = Rule.of(key, shape, count);
            IntStream.range(0, (count + PIECE - 1) / PIECE)
                    .parallel()
                    .forEach(piece -> fill(out, piece * PIECE, Math.min(count, (piece + 1) * PIECE), seed, rule));
        }
        return out;
    }

    private static void fill(float[] out, int from, int to, long seed, Rule rule) {
        for (int i = from; i < to; i++) {
            long word = mixed(seed + (i + 1) * GOLDEN);
            double u = (word >>> 40) * 0x1p-23 - 1;
            out[i] = (float) (rule.offset + rule.scale * (rule.magnitude ? Math.abs(u) : u));
        }
    }

    private static long mixed(long state) {
        long z = (state ^ state >>> 30) * MIX1;
        z = (z ^ z >>> 27) * MIX2;
        return z ^ z >>> 31;
    }

    private static long hash(String text) {
        long h = FNV_BASIS;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ b & 0xff) * FNV_PRIME;
        }
        return h;
    }

    /** How u becomes a value; running variances take its magnitude, so that they are positive. */
    private record Rule(double offset, double scale, boolean magnitude) {
        static Rule of(String key, long[] shape, int count) {
            if (key.endsWith("running_var")) {
                return new Rule(1, 0.5, true);
            } else if (key.endsWith("running_mean")) {
                return new Rule(0, 0.1, false);
            } else if (key.endsWith(".weight") && shape.length == 1) {
                return new Rule(1, 0.2, false);
            } else if (shape.length >= 2) {
                return new Rule(0, Math.sqrt(3.0 / Math.min(MAX_FAN_IN, count / shape[0])), false);
            }
            return new Rule(0, 0.1, false);
        }
    }
}
