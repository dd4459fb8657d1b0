package org.samovar.catalog;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The models that Samovar knows by name; described in the resource {@code catalog.json}. */
public final class Catalog {
    /** The model that comes with Samovar. */
    public static final String DEFAULT = "samovar-nano";

    private static final List<ModelDescriptor> MODELS = read();

    private Catalog() {}

    /** All models, the embedded one first. */
    public static List<ModelDescriptor> models() {
        return MODELS;
    }

    /** The model with this name, or with this file name. */
    public static Optional<ModelDescriptor> find(String name) {
        return MODELS.stream().filter(model -> model.isCalled(name)).findFirst();
    }

    private static List<ModelDescriptor> read() {
        try (InputStream in = Catalog.class.getResourceAsStream("catalog.json")) {
            if (in == null) {
                throw new IllegalStateException("catalog.json is missing from the jar");
            }
            Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
            JsonArray entries = new Gson().fromJson(text, JsonObject.class).getAsJsonArray("models");
            List<ModelDescriptor> models = new ArrayList<>();
            for (JsonElement entry : entries) {
                models.add(descriptor(entry.getAsJsonObject()));
            }
            return List.copyOf(models);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModelDescriptor descriptor(JsonObject entry) {
        return new ModelDescriptor(
                text(entry, "name"),
                text(entry, "title"),
                text(entry, "family"),
                text(entry, "file"),
                optional(entry, "url").map(e -> URI.create(e.getAsString())),
                optional(entry, "sha256").map(JsonElement::getAsString),
                optional(entry, "bytes")
                        .map(e -> OptionalLong.of(e.getAsLong()))
                        .orElse(OptionalLong.empty()),
                text(entry, "licence"),
                text(entry, "citation"));
    }

    private static String text(JsonObject entry, String key) {
        return entry.get(key).getAsString();
    }

    private static Optional<JsonElement> optional(JsonObject entry, String key) {
        return Optional.ofNullable(entry.get(key));
    }
}
