package org.samovar.image.io.zarr;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.samovar.image.io.raw.VoxelType;

/** How the two versions of Zarr put groups and arrays into folders, for writing; chunks are packed with gzip. */
enum ZarrLayout {
    /** Zarr 2, for OME-Zarr 0.4. */
    VERSION_2("0.4"),
    /** Zarr 3, for OME-Zarr 0.5. */
    VERSION_3("0.5");

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().serializeNulls().create();

    private final String omeVersion;

    ZarrLayout(String omeVersion) {
        this.omeVersion = omeVersion;
    }

    static ZarrLayout of(Node node) {
        return node.kind() == Node.Kind.ZARR3 ? VERSION_3 : VERSION_2;
    }

    String omeVersion() {
        return omeVersion;
    }

    /** The file with the attributes of a group. */
    Path attributes(Path group) {
        return group.resolve(this == VERSION_2 ? Node.ATTRIBUTES2 : Node.ZARR3);
    }

    /** What {@link #attributes} holds for a group with what OME-Zarr says of it. */
    String group(JsonObject ome) {
        if (this == VERSION_2) {
            return GSON.toJson(ome);
        }
        ome.addProperty("version", omeVersion);
        JsonObject attributes = new JsonObject();
        attributes.add("ome", ome);
        JsonObject meta = new JsonObject();
        meta.addProperty("zarr_format", 3);
        meta.addProperty("node_type", "group");
        meta.add("attributes", attributes);
        return GSON.toJson(meta);
    }

    /** Makes a folder a group, apart from its attributes. */
    void markGroup(Path folder) throws IOException {
        if (this == VERSION_2) {
            Files.writeString(folder.resolve(Node.GROUP2), "{\"zarr_format\": 2}", StandardCharsets.UTF_8);
        }
    }

    /** Makes a folder an array. */
    void array(Path folder, List<String> names, int[] shape, int[] chunk, VoxelType type) throws IOException {
        JsonObject meta = this == VERSION_2 ? array2(shape, chunk, type) : array3(names, shape, chunk, type);
        Path file = folder.resolve(this == VERSION_2 ? Node.ARRAY2 : Node.ZARR3);
        Files.writeString(file, GSON.toJson(meta), StandardCharsets.UTF_8);
    }

    private static JsonObject array2(int[] shape, int[] chunk, VoxelType type) {
        JsonObject packing = new JsonObject();
        packing.addProperty("id", "gzip");
        packing.addProperty("level", 5);
        JsonObject meta = new JsonObject();
        meta.addProperty("zarr_format", 2);
        meta.add("shape", numbers(shape));
        meta.add("chunks", numbers(chunk));
        meta.addProperty("dtype", type2(type));
        meta.add("compressor", packing);
        meta.addProperty("fill_value", 0);
        meta.addProperty("order", "C");
        meta.add("filters", null);
        meta.addProperty("dimension_separator", "/");
        return meta;
    }

    private static String type2(VoxelType type) {
        char kind =
                switch (type) {
                    case UINT8, UINT16, UINT32, UINT64 -> 'u';
                    case INT8, INT16, INT32, INT64 -> 'i';
                    case FLOAT32, FLOAT64 -> 'f';
                };
        return (type.bytes() == 1 ? "|" : "<") + kind + type.bytes();
    }

    private static JsonObject array3(List<String> names, int[] shape, int[] chunk, VoxelType type) {
        JsonObject meta = new JsonObject();
        meta.addProperty("zarr_format", 3);
        meta.addProperty("node_type", "array");
        meta.add("shape", numbers(shape));
        meta.addProperty("data_type", type.name().toLowerCase(Locale.ROOT));
        meta.add("chunk_grid", named("regular", "chunk_shape", numbers(chunk)));
        meta.add("chunk_key_encoding", named("default", "separator", new JsonPrimitive("/")));
        meta.addProperty("fill_value", 0);
        JsonArray codecs = new JsonArray();
        codecs.add(named("bytes", "endian", new JsonPrimitive("little")));
        codecs.add(named("gzip", "level", new JsonPrimitive(5)));
        meta.add("codecs", codecs);
        meta.add("dimension_names", GSON.toJsonTree(names));
        meta.add("attributes", new JsonObject());
        return meta;
    }

    private static JsonObject named(String name, String key, JsonElement value) {
        JsonObject configuration = new JsonObject();
        configuration.add(key, value);
        JsonObject out = new JsonObject();
        out.addProperty("name", name);
        out.add("configuration", configuration);
        return out;
    }

    private static JsonArray numbers(int... values) {
        return GSON.toJsonTree(values).getAsJsonArray();
    }

    /** The file of a chunk. */
    Path chunk(Path array, int... index) {
        return new ChunkNames(this == VERSION_2 ? array : array.resolve("c"), "", "/").file(index);
    }
}
