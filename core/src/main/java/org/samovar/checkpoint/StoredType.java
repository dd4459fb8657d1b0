package org.samovar.checkpoint;

/** The element types that SAM-family checkpoints use, by the names that safetensors gives them. */
public enum StoredType {
    F64(8, "DoubleStorage"),
    F32(4, "FloatStorage"),
    F16(2, "HalfStorage"),
    BF16(2, "BFloat16Storage"),
    I64(8, "LongStorage"),
    I32(4, "IntStorage"),
    I16(2, "ShortStorage"),
    I8(1, "CharStorage"),
    U8(1, "ByteStorage"),
    BOOL(1, "BoolStorage");

    private final int bytes;
    private final String torchStorage;

    StoredType(int bytes, String torchStorage) {
        this.bytes = bytes;
        this.torchStorage = torchStorage;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** Whether elements are real numbers: a parameter can be trained only if they are. */
    public boolean isFloatingPoint() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }

    /** The class in Python's module {@code torch} that pickles name for a storage of this type. */
    String torchStorage() {
        return torchStorage;
    }
}
