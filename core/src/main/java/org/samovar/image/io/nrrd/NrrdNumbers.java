package org.samovar.image.io.nrrd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.samovar.image.SampleType;
import org.samovar.image.io.raw.VoxelType;

/** Values written as text, given as the bytes that they stand for, least significant first. */
final class NrrdNumbers extends InputStream {
    private static final int LONGEST = 64;

    private final InputStream text;
    private final VoxelType type;
    private final ByteBuffer value = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

    /** @param text buffered; numbers between blanks, ends of lines or commas */
    NrrdNumbers(InputStream text, VoxelType type) {
        this.text = text;
        this.type = type;
        value.limit(0);
    }

    /** A number as C or Java writes it, with nan and inf. */
    static Optional<Double> parse(String word) {
        try {
            return Optional.of(
                    switch (word.toLowerCase(Locale.ROOT)) {
                        case "nan", "-nan", "+nan" -> Double.NaN;
                        case "inf", "+inf" -> Double.POSITIVE_INFINITY;
                        case "-inf" -> Double.NEGATIVE_INFINITY;
                        default -> Double.parseDouble(word);
                    });
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public int read() throws IOException {
        return advance() ? value.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] out, int from, int length) throws IOException {
        int count = 0;
        while (count < length && advance()) {
            out[from + count++] = value.get();
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    /** Whether there is a byte. */
    private boolean advance() throws IOException {
        if (value.hasRemaining()) {
            return true;
        }
        String word = word();
        if (word.isEmpty()) {
            return false;
        }
        double number = parse(word).orElseThrow(() -> new IOException("'" + word + "' is no number"));
        value.clear();
        type.put(value, number);
        value.flip();
        if (type.sample() != SampleType.FLOAT && type.get(value, 0) != number) {
            throw new IOException("'" + word + "' is no number of its type");
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    /** The next word; empty at the end. */
    private String word() throws IOException {
        byte[] out = new byte[LONGEST];
        int length = 0;
        for (int c = text.read(); c >= 0; c = text.read()) {
            boolean isBlank = c <= ' ' || c == ',';
            if (isBlank && length > 0) {
                break;
            }
            if (!isBlank) {
                if (length == LONGEST) {
                    throw new IOException("a number has no end");
                }
                out[length++] = (byte) c;
            }
        }
        return new String(out, 0, length, StandardCharsets.US_ASCII);
    }
}
