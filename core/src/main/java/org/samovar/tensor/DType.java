package org.samovar.tensor;

/** The element types that tensors have here, with PyTorch's scalar type codes (c10/core/ScalarType.h). */
public enum DType {
    UINT8(0, 1),
    INT32(3, 4),
    INT64(4, 8),
    FLOAT16(5, 2),
    FLOAT32(6, 4),
    FLOAT64(7, 8),
    BOOL(11, 1),
    BFLOAT16(15, 2);

    private final int code;
    private final int bytes;

    DType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    long code() {
        return code;
    }
}
