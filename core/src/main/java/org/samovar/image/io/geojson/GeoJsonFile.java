package org.samovar.image.io.geojson;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.samovar.geometry.UserError;
import org.samovar.image.Outline;

/**
 * A file of objects that grows: after each {@link #flush} it is whole GeoJSON (RFC 7946), so that others may read it meanwhile. Objects are
 * detections as QuPath has them (QuPath documentation, "Exporting annotations", GeoJSON), with their corners in pixels of the
 * finest level. Not for use by several threads.
 */
public final class GeoJsonFile implements AutoCloseable {
    private static final String HEAD = "{\"type\":\"FeatureCollection\",\"features\":[\n";
    private static final String TAIL = "\n]}\n";
    private static final double HUNDREDTHS = 100;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Path file;
    private final double scale;
    private final FileChannel channel;
    private final StringBuilder waiting = new StringBuilder();
    private long end;
    private boolean isEmpty = true;

    private GeoJsonFile(Path file, double scale, FileChannel channel) {
        this.file = file;
        this.scale = scale;
        this.channel = channel;
    }

    /**
     * Begins a file anew.
     *
     * @param scale pixels of the finest level along the side of a pixel of the outlines
     * @throws UserError when it cannot be written
     */
    public static GeoJsonFile create(Path file, double scale) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            GeoJsonFile out = new GeoJsonFile(file, scale, channel);
            out.waiting.append(HEAD);
            out.flush();
            return out;
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /**
     * Adds an object, to be written by the next {@link #flush}.
     *
     * @param outline of at least one polygon
     * @param about what QuPath calls the properties of an object but its type: {@code measurements}, {@code classification}
     */
    public void add(Outline outline, JsonObject about) {
        JsonObject geometry = new JsonObject();
        boolean isOne = outline.polygons().size() == 1;
        JsonArray all = new JsonArray();
        outline.polygons().forEach(polygon -> all.add(rings(polygon)));
        geometry.addProperty("type", isOne ? "Polygon" : "MultiPolygon");
        geometry.add("coordinates", isOne ? all.get(0) : all);
        JsonObject properties = new JsonObject();
        properties.addProperty("objectType", "detection");
        about.entrySet().forEach(entry -> properties.add(entry.getKey(), entry.getValue()));
        JsonObject feature = new JsonObject();
        feature.addProperty("type", "Feature");
        feature.add("geometry", geometry);
        feature.add("properties", properties);
        waiting.append(isEmpty ? "" : ",\n").append(GSON.toJson(feature));
        isEmpty = false;
    }

    private JsonArray rings(Outline.Polygon polygon) {
        JsonArray out = new JsonArray();
        out.add(ring(polygon.outer()));
        polygon.holes().forEach(hole -> out.add(ring(hole)));
        return out;
    }

    /** The first corner is repeated at the end. */
    private JsonArray ring(Outline.Ring ring) {
        JsonArray out = new JsonArray();
        for (int i = 0; i <= ring.x().length; i++) {
            JsonArray corner = new JsonArray();
            corner.add(number(ring.x()[i % ring.x().length]));
            corner.add(number(ring.y()[i % ring.y().length]));
            out.add(corner);
        }
        return out;
    }

    private Number number(int value) {
        double scaled = Math.rint(value * scale * HUNDREDTHS) / HUNDREDTHS;
        return scaled == Math.rint(scaled) ? (Number) (long) scaled : (Number) scaled;
    }

    /**
     * Writes what was added.
     *
     * @throws UserError when that fails, as on a full disk
     */
    public void flush() {
        byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
        waiting.setLength(0);
        try {
            write(bytes, end);
            end += bytes.length;
            write(TAIL.getBytes(StandardCharsets.UTF_8), end);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private void write(byte[] bytes, long place) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, place + buffer.position());
        }
    }

    /** Writes what was added, and closes the file. @throws UserError when that fails */
    @Override
    public void close() {
        try (channel) {
            flush();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static UserError failed(Path file, IOException e) {
        return new UserError("Cannot write " + file + ": " + e.getMessage() + ".", e);
    }
}
