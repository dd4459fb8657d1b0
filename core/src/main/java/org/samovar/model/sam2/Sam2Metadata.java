package org.samovar.model.sam2;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.samovar.geometry.UserError;

/**
 * A {@link Sam2Config} as text, for the metadata of a safetensors file: with it a file of weights says itself what network it is for.
 * The published networks need none, as their shapes tell.
 */
public final class Sam2Metadata {
    /** Under which the config stands in the metadata. */
    public static final String KEY = "samovar.sam2";

    private static final int MAX_INPUT = 4096;
    private static final int MAX_WIDTH = 4096;
    private static final int MAX_BLOCKS = 256;

    private Sam2Metadata() {}

    /** The metadata that {@link #read} understands. */
    public static Map<String, String> of(Sam2Config config) {
        JsonObject json = new JsonObject();
        json.addProperty("version", name(config.version()));
        json.addProperty("imageSize", config.imageSize());
        json.addProperty("embedDim", config.embedDim());
        json.addProperty("heads", config.heads());
        json.add("stages", array(config.stages()));
        json.add("globalBlocks", array(config.globalBlocks()));
        json.add("windows", array(config.windows()));
        json.addProperty("background", config.background());
        json.addProperty("width", config.width());
        json.addProperty("decoderMlp", config.decoderMlp());
        json.addProperty("memory", name(config.memory()));
        json.addProperty("singleMask", name(config.singleMask()));
        return Map.of(KEY, json.toString());
    }

    /**
     * The config in the metadata of a file, if there is one.
     *
     * @throws UserError when it is no config, or one that no network can have
     */
    public static Optional<Sam2Config> read(Map<String, String> metadata) {
        String text = metadata.get(KEY);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(check(config(JsonParser.parseString(text).getAsJsonObject())));
        } catch (JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | NullPointerException
                | UnsupportedOperationException e) {
            throw new UserError(
                    "The file says in its metadata '" + KEY + "' which network it is for, but that is damaged.", e);
        }
    }

    private static Sam2Config config(JsonObject json) {
        return new Sam2Config(
                Sam2Config.Version.valueOf(constant(json, "version")),
                json.get("imageSize").getAsInt(),
                json.get("embedDim").getAsInt(),
                json.get("heads").getAsInt(),
                list(json, "stages"),
                list(json, "globalBlocks"),
                list(json, "windows"),
                json.get("background").getAsInt(),
                json.get("width").getAsInt(),
                json.get("decoderMlp").getAsInt(),
                Sam2Config.Memory.valueOf(constant(json, "memory")),
                Sam2Config.SingleMask.valueOf(constant(json, "singleMask")));
    }

    /**
     * A config that comes from a file, within limits that hold before anything is built; whether the weights fit is checked with them.
     *
     * @throws IllegalArgumentException naming what no network can have
     */
    public static Sam2Config check(Sam2Config config) {
        within(config.imageSize(), MAX_INPUT);
        within(config.embedDim(), MAX_WIDTH);
        within(config.heads(), config.embedDim());
        within(config.background(), MAX_INPUT);
        within(config.width(), MAX_WIDTH);
        within(config.decoderMlp(), MAX_WIDTH);
        if (config.stages().size() != 4 || config.windows().size() != 4 || config.imageSize() % 32 != 0) {
            throw new IllegalArgumentException("four stages and windows, and a size in multiples of 32, are needed");
        }
        config.stages().forEach(blocks -> within(blocks, MAX_BLOCKS));
        config.windows().forEach(window -> within(window, MAX_INPUT));
        return config;
    }

    private static void within(int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(value + " is not between 1 and " + most);
        }
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String constant(JsonObject json, String key) {
        return json.get(key).getAsString().toUpperCase(Locale.ROOT);
    }

    private static JsonArray array(List<Integer> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        return array;
    }

    private static List<Integer> list(JsonObject json, String key) {
        List<Integer> values = new ArrayList<>();
        json.getAsJsonArray(key).forEach(e -> values.add(e.getAsInt()));
        return values;
    }
}
