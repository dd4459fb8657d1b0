package org.samovar.image.io.zarr;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.io.JsonFiles;

/**
 * A folder that is a group or an array.
 *
 * @param folder of it
 * @param kind of its metadata
 * @param meta what it says of an array; without content for a group
 * @param attributes what programs add of their own
 */
record Node(Path folder, Kind kind, JsonObject meta, JsonObject attributes) {
    /** Formats of metadata. */
    enum Kind {
        ZARR2,
        ZARR3,
        N5
    }

    static final String ZARR3 = "zarr.json";
    static final String GROUP2 = ".zgroup";
    static final String ARRAY2 = ".zarray";
    static final String ATTRIBUTES2 = ".zattrs";
    private static final String N5 = "attributes.json";

    /** Whether a folder has files as these formats have them. */
    static boolean isNode(Path folder) {
        return has(folder, ZARR3) || has(folder, GROUP2) || has(folder, ARRAY2) || has(folder, N5);
    }

    private static boolean has(Path folder, String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    /** What a folder is; empty where it is none of these. */
    static Optional<Node> at(Path folder) {
        if (has(folder, ZARR3)) {
            JsonObject meta = read(folder, ZARR3);
            boolean isArray = "array".equals(Json.text(meta, "node_type", ""));
            JsonObject attributes = Json.object(meta, "attributes").orElseGet(JsonObject::new);
            return Optional.of(new Node(folder, Kind.ZARR3, isArray ? meta : new JsonObject(), attributes));
        }
        if (has(folder, ARRAY2) || has(folder, GROUP2)) {
            JsonObject meta = has(folder, ARRAY2) ? read(folder, ARRAY2) : new JsonObject();
            JsonObject attributes = has(folder, ATTRIBUTES2) ? read(folder, ATTRIBUTES2) : new JsonObject();
            return Optional.of(new Node(folder, Kind.ZARR2, meta, attributes));
        }
        if (has(folder, N5)) {
            JsonObject attributes = read(folder, N5);
            boolean isArray = attributes.has("dimensions");
            return Optional.of(new Node(folder, Kind.N5, isArray ? attributes : new JsonObject(), attributes));
        }
        return Optional.empty();
    }

    private static JsonObject read(Path folder, String name) {
        try {
            return JsonFiles.read(folder.resolve(name));
        } catch (UserError e) {
            throw new UserError("its metadata cannot be read, as " + lowered(String.valueOf(e.getMessage())), e);
        }
    }

    /** A sentence within another. */
    private static String lowered(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT)
                + sentence.substring(1).replaceFirst("\\.$", "");
    }

    boolean isArray() {
        return meta.size() > 0;
    }

    ChunkedArray array() {
        return switch (kind) {
            case ZARR2 -> ZarrArrays.version2(folder, meta, attributes);
            case ZARR3 -> ZarrArrays.version3(folder, meta);
            case N5 -> N5Arrays.of(folder, meta);
        };
    }

    /** What OME-Zarr says of the images in it. */
    JsonObject ome() {
        return kind == Kind.ZARR3 ? Json.object(attributes, "ome").orElseGet(JsonObject::new) : attributes;
    }
}
