package org.samovar.train;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.samovar.geometry.UserError;

/**
 * Reads a {@link TrainConfig} from JSON. Every name must be there and none may be unknown, so that a slip of the pen does not silently
 * train something else; a name that begins with {@code //} is a comment.
 */
public final class ConfigFile {
    private static final int LARGEST = 1 << 20;

    /** The configs that come with the program. */
    public static final List<String> INCLUDED = List.of("nano", "nano-finish", "nano-laptop", "medicosam-interactive");

    private ConfigFile() {}

    /**
     * Reads a file, or one of {@link #INCLUDED} where there is no such file.
     *
     * @throws UserError naming what is missing or wrong
     */
    public static TrainConfig read(Path file) {
        if (!Files.exists(file) && INCLUDED.contains(file.toString())) {
            return included(file.toString());
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new UserError(file + " is too large to be a training config.");
            }
            return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw new UserError(
                    "Cannot read the training config " + file + ".",
                    "Give a file, or one of " + String.join(", ", INCLUDED) + ".");
        }
    }

    /** One of {@link #INCLUDED}. */
    public static TrainConfig included(String name) {
        try (InputStream in = ConfigFile.class.getResourceAsStream("configs/" + name + ".json")) {
            if (in == null) {
                throw new UserError("There is no training config '" + name + "'.");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw new UserError("Cannot read the training config '" + name + "'.", e);
        }
    }

    static TrainConfig parse(String json, String origin) {
        try {
            JsonElement root = JsonParser.parseString(json);
            requireNames(root, TrainConfig.class, "it");
            return new Gson().fromJson(root, TrainConfig.class);
        } catch (UserError e) {
            throw new UserError(origin + ": " + e.getMessage(), e);
        } catch (JsonParseException e) {
            throw new UserError(origin + " is not a training config: " + e.getMessage() + ".", e);
        } catch (RuntimeException e) {
            // Gson wraps what a record's constructor throws
            Throwable cause = e.getCause();
            String reason = cause instanceof UserError ? cause.getMessage() : String.valueOf(e.getMessage());
            throw new UserError(origin + ": " + reason, e);
        }
    }

    /** Compares names with those of a record, and so on inside. */
    private static void requireNames(JsonElement element, Type type, String where) {
        if (type instanceof ParameterizedType list && element instanceof JsonArray array) {
            for (JsonElement entry : array) {
                requireNames(entry, list.getActualTypeArguments()[0], "an entry of " + where);
            }
        }
        if (!(type instanceof Class<?> record) || !record.isRecord()) {
            return;
        }
        if (!(element instanceof JsonObject object)) {
            throw new UserError(where + " should be an object in braces.");
        }
        List<RecordComponent> components = Arrays.asList(record.getRecordComponents());
        Set<String> names = components.stream().map(RecordComponent::getName).collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>(object.keySet());
        unknown.removeAll(names);
        unknown.removeIf(name -> name.startsWith("//"));
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(object.keySet());
        if (!unknown.isEmpty() || !missing.isEmpty()) {
            throw new UserError(where + " lacks " + missing + " and has unknown names " + unknown + ".");
        }
        for (RecordComponent component : components) {
            requireNames(object.get(component.getName()), component.getGenericType(), component.getName());
        }
    }
}
