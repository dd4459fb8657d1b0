package org.samovar.checkpoint;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samovar.geometry.UserError;

/** Reads safetensors: a length, a JSON header and the values. Format: the README of {@code huggingface/safetensors}, "Format". */
final class SafetensorsReader {
    private static final int MAX_HEADER = 100_000_000;
    static final String METADATA = "__metadata__";

    private final ByteSource source;
    private final long data;
    private final List<StoredTensor> tensors = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private long claimed;

    private SafetensorsReader(ByteSource source, long data) {
        this.source = source;
        this.data = data;
    }

    static StateDict read(ByteSource source) {
        long length = source.slice(0, Long.BYTES).getLong();
        if (length < 2 || length > Math.min(MAX_HEADER, source.size() - Long.BYTES)) {
            throw source.damaged("its header claims to be longer than the file");
        }
        SafetensorsReader reader = new SafetensorsReader(source, Long.BYTES + length);
        String header =
                StandardCharsets.UTF_8.decode(source.slice(Long.BYTES, length)).toString();
        try {
            reader.header(new JsonReader(new StringReader(header)));
        } catch (MalformedJsonException | EOFException | IllegalStateException | NumberFormatException e) {
            throw source.damaged("its header cannot be read");
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
        if (reader.tensors.isEmpty()) {
            throw new UserError(source.origin() + " holds no tensors.");
        }
        return StateDict.of(source.origin(), reader.tensors, reader.metadata);
    }

    private void header(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (name.equals(METADATA)) {
                metadata(json);
            } else {
                tensors.add(tensor(name, json));
            }
        }
        json.endObject();
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw new MalformedJsonException("text after the header");
        }
    }

    private void metadata(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            metadata.put(json.nextName(), json.nextString());
        }
        json.endObject();
    }

    private StoredTensor tensor(String name, JsonReader json) throws IOException {
        String type = "";
        long[] shape = {};
        long[] span = {};
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "dtype" -> type = json.nextString();
                case "shape" -> shape = longs(json, StoredTensor.MAX_RANK);
                case "data_offsets" -> span = longs(json, 2);
                default -> throw new MalformedJsonException("unknown field");
            }
        }
        json.endObject();
        if (span.length != 2 || span[0] < 0 || span[1] < span[0] || span[1] > source.size() - data) {
            throw source.damaged("the values of '" + name + "' would lie outside of it");
        }
        claimed += span[1] - span[0];
        if (claimed > source.size() - data) {
            throw source.damaged("its tensors overlap");
        }
        StoredType known = type(name, type);
        long elements = StoredTensor.count(shape);
        if (elements > source.size() || elements * known.bytes() != span[1] - span[0]) {
            throw source.damaged("the shape of '" + name + "' does not agree with the number of its values");
        }
        ByteBuffer bytes = source.slice(data + span[0], span[1] - span[0]);
        return StoredTensor.view(source.origin(), name, known, shape, StoredTensor.rowMajor(shape), 0, bytes);
    }

    private StoredType type(String tensor, String name) {
        for (StoredType type : StoredType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new UserError(
                source.origin() + " stores '" + tensor + "' as " + name + ", a type of numbers that is not supported.");
    }

    private static long[] longs(JsonReader json, int most) throws IOException {
        long[] values = new long[most];
        int count = 0;
        json.beginArray();
        while (json.hasNext()) {
            if (count == most) {
                throw new MalformedJsonException("too many numbers");
            }
            values[count++] = json.nextLong();
        }
        json.endArray();
        return Arrays.copyOf(values, count);
    }
}
