package org.samovar.image.io.dicom.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Elements by their tags, some of which hold data sets themselves. Whoever makes it fills it; it is not changed after that. */
public final class Dataset {
    private static final String UTF_8 = "ISO_IR 192";

    private final ByteOrder order;
    private final SortedMap<Tag, byte[]> values = new TreeMap<>();
    private final SortedMap<Tag, List<Dataset>> sequences = new TreeMap<>();

    /** An empty one whose numbers are written with the least significant byte first. */
    public Dataset() {
        this(ByteOrder.LITTLE_ENDIAN);
    }

    Dataset(ByteOrder order) {
        this.order = order;
    }

    /** Sets a value to the bytes of a file in this order. */
    Dataset put(Tag tag, byte[] value) {
        values.put(tag, value);
        return this;
    }

    /** Sets a text, in UTF-8 where it is not ASCII. */
    public Dataset put(Tag tag, String text) {
        return put(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sets a text of an item.
     *
     * @param file that it is in, which says what letters it has; others become question marks
     */
    public Dataset put(Tag tag, String text, Dataset file) {
        return put(tag, text.getBytes(file.charset()));
    }

    /** Sets numbers that are stored as text. */
    public Dataset putDecimals(Tag tag, double... numbers) {
        List<String> texts = new ArrayList<>();
        for (double number : numbers) {
            texts.add(DecimalText.of(number));
        }
        return put(tag, String.join("\\", texts));
    }

    /** Sets a number of 16 bits. */
    public Dataset putShort(Tag tag, int number) {
        return put(
                tag,
                ByteBuffer.allocate(2).order(order).putShort((short) number).array());
    }

    /** Sets numbers of 32 bits. */
    public Dataset putInts(Tag tag, int... numbers) {
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES * numbers.length).order(order);
        for (int number : numbers) {
            out.putInt(number);
        }
        return put(tag, out.array());
    }

    /** Sets the tag that an element is to name. */
    public Dataset putTag(Tag tag, Tag named) {
        ByteBuffer out = ByteBuffer.allocate(4).order(order);
        out.putShort((short) (named.number() >>> 16)).putShort((short) named.number());
        return put(tag, out.array());
    }

    /** Sets the items of a sequence. */
    public Dataset put(Tag tag, List<Dataset> items) {
        sequences.put(tag, List.copyOf(items));
        return this;
    }

    /** Sets a sequence of one item. */
    public Dataset put(Tag tag, Dataset item) {
        return put(tag, List.of(item));
    }

    /** Takes over a text that another data set has; an empty one where it has none. */
    public Dataset copyText(Tag tag, Dataset other) {
        return put(tag, other.values.getOrDefault(tag, new byte[0]));
    }

    Map<Tag, byte[]> values() {
        return Collections.unmodifiableMap(values);
    }

    Map<Tag, List<Dataset>> sequences() {
        return Collections.unmodifiableMap(sequences);
    }

    /** A text without the blanks at its ends; empty where there is none. */
    public Optional<String> text(Tag tag) {
        return text(tag, this);
    }

    /**
     * As {@link #text(Tag)}, of an item.
     *
     * @param file that it is in, which says what letters it has
     */
    public Optional<String> text(Tag tag, Dataset file) {
        byte[] value = values.get(tag);
        if (value == null) {
            return Optional.empty();
        }
        String text = new String(value, file.charset()).replace('\0', ' ').strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Western letters where the file does not say UTF-8: what else it may be matters for names alone. */
    private Charset charset() {
        byte[] name = values.getOrDefault(Tag.CHARACTER_SET, new byte[0]);
        boolean isUtf8 = new String(name, StandardCharsets.ISO_8859_1).contains(UTF_8);
        return isUtf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    /**
     * Numbers that are stored as text; none where the element is missing or empty.
     *
     * @throws IOException where one is no finite number
     */
    public double[] decimals(Tag tag) throws IOException {
        Optional<String> text = text(tag);
        if (text.isEmpty()) {
            return new double[0];
        }
        String[] parts = text.get().split("\\\\", -1);
        double[] out = new double[parts.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = decimal(tag, parts[i].strip());
        }
        return out;
    }

    private static double decimal(Tag tag, String text) throws IOException {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IOException("its element " + tag + " holds '" + text + "', which is no number", e);
        }
        throw new IOException("its element " + tag + " holds a number that is not finite");
    }

    /**
     * A whole number that is stored as text.
     *
     * @throws IOException where it is none
     */
    public int whole(Tag tag, int otherwise) throws IOException {
        double[] numbers = decimals(tag);
        if (numbers.length == 0) {
            return otherwise;
        }
        if (numbers[0] != (int) numbers[0]) {
            throw new IOException("its element " + tag + " holds " + numbers[0] + ", which is no whole number");
        }
        return (int) numbers[0];
    }

    /**
     * A number of 16 bits without sign.
     *
     * @throws IOException where the element is shorter
     */
    public int unsigned16(Tag tag, int otherwise) throws IOException {
        byte[] value = values.get(tag);
        if (value == null || value.length == 0) {
            return otherwise;
        }
        if (value.length < Short.BYTES) {
            throw new IOException("its element " + tag + " is cut off");
        }
        return ByteBuffer.wrap(value).order(order).getShort() & 0xffff;
    }

    /** The items of a sequence; none where there is no such element. */
    public List<Dataset> items(Tag tag) {
        return sequences.getOrDefault(tag, List.of());
    }

    /** The first item of a sequence. */
    public Optional<Dataset> item(Tag tag) {
        return items(tag).stream().findFirst();
    }
}
