package org.samovar.image.io.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.samovar.geometry.UserError;

/** The bytes of a header, in either version, with its numbers by name. Places: {@code nifti1.h} and {@code nifti2.h}. */
final class NiftiFields {
    /** Numbers of a header; those with several entries begin with index 0. */
    enum Field {
        /** Number of axes, then their lengths. */
        DIM(40, Form.SHORT, 16, Form.LONG),
        INTENT(68, Form.SHORT, 504, Form.INT),
        DATATYPE(70, Form.SHORT, 12, Form.SHORT),
        BITS(72, Form.SHORT, 14, Form.SHORT),
        /** The sign of z in the qform, then the steps. */
        STEPS(76, Form.FLOAT, 104, Form.DOUBLE),
        OFFSET(108, Form.FLOAT, 168, Form.LONG),
        SLOPE(112, Form.FLOAT, 176, Form.DOUBLE),
        INTERCEPT(116, Form.FLOAT, 184, Form.DOUBLE),
        UNITS(123, Form.BYTE, 500, Form.INT),
        QFORM_CODE(252, Form.SHORT, 344, Form.INT),
        SFORM_CODE(254, Form.SHORT, 348, Form.INT),
        /** b, c and d of the quaternion, then the origin. */
        QFORM(256, Form.FLOAT, 352, Form.DOUBLE),
        /** Three rows of four numbers. */
        SFORM(280, Form.FLOAT, 400, Form.DOUBLE);

        private final int[] at;
        private final Form[] form;

        Field(int first, Form firstForm, int second, Form secondForm) {
            this.at = new int[] {first, second};
            this.form = new Form[] {firstForm, secondForm};
        }
    }

    private enum Form {
        BYTE(1),
        SHORT(2),
        INT(4),
        LONG(8),
        FLOAT(4),
        DOUBLE(8);

        private final int bytes;

        Form(int bytes) {
            this.bytes = bytes;
        }
    }

    private static final int[] BYTES = {348, 540};
    private static final int[] MAGIC_AT = {344, 4};
    private static final String[] MAGIC = {"n+1\0", "n+2\0\r\n\032\n"};

    private final ByteBuffer bytes;
    private final int version;

    private NiftiFields(ByteBuffer bytes, int version) {
        this.bytes = bytes;
        this.version = version;
    }

    /** All zero but for size and magic. */
    static NiftiFields blank(int version) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES[version - 1]).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, bytes.capacity());
        bytes.put(MAGIC_AT[version - 1], magic(version));
        return new NiftiFields(bytes, version);
    }

    /** @throws UserError where it is no header of a file with its voxels inside */
    static NiftiFields read(InputStream in) throws IOException {
        byte[] size = exactly(in, 4);
        int version = version(size);
        byte[] rest = exactly(in, BYTES[Math.max(0, version - 1)] - 4);
        if (version == 0) {
            throw new UserError("it is no NIfTI file");
        }
        ByteBuffer bytes = ByteBuffer.allocate(BYTES[version - 1]).put(size).put(rest);
        byte[] magic = new byte[magic(version).length];
        bytes.get(MAGIC_AT[version - 1], magic);
        if (!new String(magic, 0, 3, StandardCharsets.US_ASCII).equals(MAGIC[version - 1].substring(0, 3))) {
            throw new UserError("it is no NIfTI file with its voxels inside");
        }
        bytes.order(
                bytes.order(ByteOrder.LITTLE_ENDIAN).getInt(0) == BYTES[version - 1]
                        ? ByteOrder.LITTLE_ENDIAN
                        : ByteOrder.BIG_ENDIAN);
        return new NiftiFields(bytes, version);
    }

    /** 1 or 2 by the size of the header in the first four bytes; 0 where it is none. */
    static int version(byte[] head) {
        for (int version = 1; version <= BYTES.length && head.length >= 4; version++) {
            int size = ByteBuffer.wrap(head).getInt(0);
            if (size == BYTES[version - 1] || Integer.reverseBytes(size) == BYTES[version - 1]) {
                return version;
            }
        }
        return 0;
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] out = in.readNBytes(count);
        if (out.length < count) {
            throw new EOFException();
        }
        return out;
    }

    private static byte[] magic(int version) {
        return MAGIC[version - 1].getBytes(StandardCharsets.US_ASCII);
    }

    ByteOrder order() {
        return bytes.order();
    }

    byte[] bytes() {
        return bytes.array();
    }

    double get(Field field, int index) {
        Form form = field.form[version - 1];
        int at = field.at[version - 1] + index * form.bytes;
        return switch (form) {
            case BYTE -> bytes.get(at);
            case SHORT -> bytes.getShort(at);
            case INT -> bytes.getInt(at);
            case LONG -> bytes.getLong(at);
            case FLOAT -> bytes.getFloat(at);
            case DOUBLE -> bytes.getDouble(at);
        };
    }

    /** A whole number; one that is too large or small for an int becomes the nearest int. */
    int whole(Field field, int index) {
        return (int) get(field, index);
    }

    void put(Field field, int index, double value) {
        Form form = field.form[version - 1];
        int at = field.at[version - 1] + index * form.bytes;
        switch (form) {
            case BYTE -> bytes.put(at, (byte) value);
            case SHORT -> bytes.putShort(at, (short) value);
            case INT -> bytes.putInt(at, (int) value);
            case LONG -> bytes.putLong(at, (long) value);
            case FLOAT -> bytes.putFloat(at, (float) value);
            case DOUBLE -> bytes.putDouble(at, value);
        }
    }
}
