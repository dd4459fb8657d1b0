package org.samovar.image.io.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.samovar.geometry.UserError;
import org.samovar.image.io.raw.VoxelType;

/** Reads what Zarr says of an array (Zarr storage specification 2; Zarr core specification 3.0). */
final class ZarrArrays {
    private ZarrArrays() {}

    /** Of {@code .zarray}. */
    static ChunkedArray version2(Path folder, JsonObject meta, JsonObject attributes) {
        int[] shape = Json.wholes(meta, "shape", 1);
        int[] chunk = Json.wholes(meta, "chunks", 1);
        if (meta.get("filters") instanceof JsonArray filters && !filters.isEmpty()) {
            throw new UserError("its chunks are filtered, which is not read here");
        }
        String type = Json.text(meta, "dtype", "");
        Codec codec = Json.object(meta, "compressor")
                .map(c -> Codec.of(Json.text(c, "id", "")))
                .orElse(Codec.RAW);
        int rank = chunk.length;
        int[] axes = "F".equals(Json.text(meta, "order", "C"))
                ? IntStream.range(0, rank).map(a -> rank - 1 - a).toArray()
                : inOrder(rank);
        return new ChunkedArray(
                shape,
                chunk,
                ChunkedArray.strides(chunk, axes),
                type2(type),
                type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                fill(meta.get("fill_value")),
                codec,
                ChunkFiles.of(new ChunkNames(folder, "", Json.text(meta, "dimension_separator", "."))),
                Json.texts(attributes, "_ARRAY_DIMENSIONS"));
    }

    private static VoxelType type2(String name) {
        return switch (name.isEmpty() ? "" : name.substring(1)) {
            case "u1", "b1" -> VoxelType.UINT8;
            case "i1" -> VoxelType.INT8;
            case "u2" -> VoxelType.UINT16;
            case "i2" -> VoxelType.INT16;
            case "u4" -> VoxelType.UINT32;
            case "i4" -> VoxelType.INT32;
            case "u8" -> VoxelType.UINT64;
            case "i8" -> VoxelType.INT64;
            case "f4" -> VoxelType.FLOAT32;
            case "f8" -> VoxelType.FLOAT64;
            default -> throw type(name);
        };
    }

    private static UserError type(String name) {
        return new UserError("its values are of the type '" + name + "', which is not read here");
    }

    /** By the names of Zarr 3 and N5. */
    static VoxelType type3(String name) {
        return switch (name) {
            case "bool", "uint8" -> VoxelType.UINT8;
            case "int8" -> VoxelType.INT8;
            case "uint16" -> VoxelType.UINT16;
            case "int16" -> VoxelType.INT16;
            case "uint32" -> VoxelType.UINT32;
            case "int32" -> VoxelType.INT32;
            case "uint64" -> VoxelType.UINT64;
            case "int64" -> VoxelType.INT64;
            case "float32" -> VoxelType.FLOAT32;
            case "float64" -> VoxelType.FLOAT64;
            default -> throw type(name);
        };
    }

    private static double fill(JsonElement fill) {
        if (fill == null || fill instanceof JsonNull) {
            return 0;
        }
        if (fill instanceof JsonPrimitive value && value.isBoolean()) {
            return value.getAsBoolean() ? 1 : 0;
        }
        return Json.number(fill, "fill_value");
    }

    private static int[] inOrder(int count) {
        return IntStream.range(0, count).toArray();
    }

    /** Of {@code zarr.json}. */
    static ChunkedArray version3(Path folder, JsonObject meta) {
        int[] shape = Json.wholes(meta, "shape", 1);
        JsonObject grid = Json.required(meta, "chunk_grid");
        int[] file = Json.wholes(Json.required(grid, "configuration"), "chunk_shape", 1);
        JsonObject keys = Json.required(meta, "chunk_key_encoding");
        JsonObject configuration = Json.object(keys, "configuration").orElseGet(JsonObject::new);
        boolean isDefault = "default".equals(Json.text(keys, "name", ""));
        String separator = Json.text(configuration, "separator", isDefault ? "/" : ".");
        // "c", the separator and the numbers
        ChunkNames names = isDefault && "/".equals(separator)
                ? new ChunkNames(folder.resolve("c"), "", separator)
                : new ChunkNames(folder, isDefault ? "c" + separator : "", separator);
        Pipeline outer = Pipeline.of(Json.objects(meta, "codecs"), file.length);
        Pipeline inner = outer.sharding()
                .map(s -> Pipeline.of(Json.objects(s, "codecs"), file.length))
                .orElse(outer);
        int[] chunk =
                outer.sharding().map(s -> Json.wholes(s, "chunk_shape", 1)).orElse(file);
        if (inner.sharding().isPresent() && inner != outer) {
            throw new UserError("its files with chunks are nested, which is not read here");
        }
        ChunkFiles files =
                outer.sharding().map(s -> shards(s, names, file, chunk)).orElseGet(() -> ChunkFiles.of(names));
        return new ChunkedArray(
                shape,
                chunk,
                ChunkedArray.strides(chunk, inner.axes()),
                type3(Json.text(meta, "data_type", "")),
                inner.order(),
                fill(meta.get("fill_value")),
                inner.codec(),
                files,
                Json.texts(meta, "dimension_names"));
    }

    private static ChunkFiles shards(JsonObject sharding, ChunkNames names, int[] file, int... chunk) {
        int[] counts = new int[file.length];
        for (int axis = 0; axis < file.length; axis++) {
            if (chunk.length != file.length || file[axis] % chunk[axis] != 0) {
                throw new UserError("its files of " + Arrays.toString(file)
                        + " values hold no whole number of chunks of " + Arrays.toString(chunk));
            }
            counts[axis] = file[axis] / chunk[axis];
        }
        boolean hasChecksum = false;
        for (JsonObject codec : Json.objects(sharding, "index_codecs")) {
            String name = Json.text(codec, "name", "");
            hasChecksum |= "crc32c".equals(name);
            if (!"crc32c".equals(name) && !"bytes".equals(name)) {
                throw new UserError("the table of its chunks is packed by '" + name + "', which is not read here");
            }
        }
        return new Shards(
                names,
                counts,
                "start".equals(Json.text(sharding, "index_location", "end")),
                hasChecksum ? Codec.CHECKSUM : Codec.RAW,
                hasChecksum ? 4 : 0);
    }

    /**
     * The steps that make bytes of values.
     *
     * @param axes from the slowest to the fastest in the chunk
     * @param order of the bytes
     * @param codec undoes what follows
     * @param sharding where chunks share files, how
     */
    private record Pipeline(int[] axes, ByteOrder order, Codec codec, Optional<JsonObject> sharding) {
        static Pipeline of(List<JsonObject> codecs, int rank) {
            int[] axes = inOrder(rank);
            ByteOrder order = ByteOrder.LITTLE_ENDIAN;
            Codec codec = Codec.RAW;
            Optional<JsonObject> sharding = Optional.empty();
            for (JsonObject step : codecs) {
                JsonObject configuration = Json.object(step, "configuration").orElseGet(JsonObject::new);
                String name = Json.text(step, "name", "");
                switch (name) {
                    case "transpose" -> axes = permuted(axes, Json.wholes(configuration, "order", 0));
                    case "bytes" -> order = "big".equals(Json.text(configuration, "endian", "little"))
                            ? ByteOrder.BIG_ENDIAN
                            : ByteOrder.LITTLE_ENDIAN;
                    case "sharding_indexed" -> sharding = Optional.of(configuration);
                    default -> codec = codec.after(Codec.of(name));
                }
            }
            if (sharding.isPresent() && codecs.size() > 1) {
                throw new UserError("its files with chunks are packed as a whole, which is not read here");
            }
            return new Pipeline(axes, order, codec, sharding);
        }

        private static int[] permuted(int[] axes, int... order) {
            int[] sorted = order.clone();
            Arrays.sort(sorted);
            if (!Arrays.equals(sorted, inOrder(axes.length))) {
                throw new UserError("its axes are put in the order " + Arrays.toString(order) + ", which is none");
            }
            return Arrays.stream(order).map(a -> axes[a]).toArray();
        }
    }
}
