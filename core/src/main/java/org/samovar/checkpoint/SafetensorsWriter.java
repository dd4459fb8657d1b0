package org.samovar.checkpoint;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.samovar.io.AtomicFiles;

/**
 * Writes safetensors.
 *
 * <p>The header lists the tensors in the order of the state dict; their values lie by falling size of an element, as the official writer lays them, so
 * that every tensor is aligned to its type.
 */
final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;

    private SafetensorsWriter() {}

    static void write(StateDict weights, Path file, Map<String, String> metadata) {
        List<StoredTensor> byAlignment = weights.tensors().values().stream()
                .sorted(Comparator.comparingInt(
                        (StoredTensor tensor) -> -tensor.type().bytes()))
                .toList();
        ByteBuffer header = header(weights, byAlignment, metadata);
        AtomicFiles.write(file, out -> {
            ByteSink sink = new ByteSink(out);
            sink.append(header);
            for (StoredTensor tensor : byAlignment) {
                sink.append(tensor.contiguous());
            }
        });
    }

    private static ByteBuffer header(StateDict weights, List<StoredTensor> layout, Map<String, String> metadata) {
        Map<String, Long> starts = new HashMap<>();
        long end = 0;
        for (StoredTensor tensor : layout) {
            starts.put(tensor.name(), end);
            end += tensor.byteSize();
        }
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            if (!metadata.isEmpty()) {
                json.name(SafetensorsReader.METADATA).beginObject();
                for (Map.Entry<String, String> fact : new TreeMap<>(metadata).entrySet()) {
                    json.name(fact.getKey()).value(fact.getValue());
                }
                json.endObject();
            }
            for (StoredTensor tensor : weights.tensors().values()) {
                writeEntry(json, tensor, starts.getOrDefault(tensor.name(), 0L));
            }
            json.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
        byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (utf8.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(padded).put(utf8);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.flip();
    }

    private static void writeEntry(JsonWriter json, StoredTensor tensor, long start) throws IOException {
        json.name(tensor.name()).beginObject();
        json.name("dtype").value(tensor.type().name());
        json.name("shape").beginArray();
        for (long size : tensor.shape()) {
            json.value(size);
        }
        json.endArray();
        json.name("data_offsets")
                .beginArray()
                .value(start)
                .value(start + tensor.byteSize())
                .endArray();
        json.endObject();
    }
}
