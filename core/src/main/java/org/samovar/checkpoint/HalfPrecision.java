package org.samovar.checkpoint;

/** Sixteen-bit floats to float32, exactly. Java 17 has no conversion of its own. */
final class HalfPrecision {
    private static final int EXPONENT_OFFSET = 127 - 15;
    private static final float SUBNORMAL_UNIT = 0x1p-24f;

    private HalfPrecision() {}

    /** IEEE 754 binary16: one sign, five exponent and ten fraction bits. */
    static float fromF16(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * SUBNORMAL_UNIT;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1f ? 0xff : exponent + EXPONENT_OFFSET;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }

    /** bfloat16: the upper half of a float32. */
    static float fromBf16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
