package org.samovar.bridge.v1;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.samovar.io.JsonFiles;

/** The frames that both sides of the protocol are tested with. */
public final class Golden {
    private static final JsonObject ALL = JsonFiles.read(Path.of("golden/frames.json"));

    private Golden() {}

    /** The entries of a list, by its name. */
    static Stream<JsonObject> list(String name) {
        return StreamSupport.stream(ALL.getAsJsonArray(name).spliterator(), false)
                .map(JsonElement::getAsJsonObject);
    }

    static JsonObject handshake() {
        return ALL.getAsJsonObject("handshake");
    }

    static String text(JsonObject entry, String name) {
        return entry.get(name).getAsString();
    }

    static byte[] bytes(JsonObject entry, String name) {
        return HexFormat.of().parseHex(text(entry, name));
    }

    /** How many voxels the box of an entry has. */
    static int voxels(JsonObject entry) {
        return StreamSupport.stream(entry.getAsJsonArray("shape").spliterator(), false)
                .mapToInt(JsonElement::getAsInt)
                .reduce(1, Math::multiplyExact);
    }

    /** The bytes of all frames, good and bad ones. */
    public static List<byte[]> everything() {
        return Stream.concat(list("frames"), list("refused"))
                .map(entry -> bytes(entry, "bytes"))
                .toList();
    }
}
