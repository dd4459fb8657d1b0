package org.samovar.train;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.samovar.geometry.UserError;
import org.samovar.io.JsonFiles;

/**
 * Reads a {@link TrainConfig} from JSON. Every name must be there and none may be unknown, so that a slip of the pen does not silently
 * train something else; a name that begins with {@code //} is a comment.
 */
public final class ConfigFile {
    /** The configs that come with the program. */
    public static final List<String> INCLUDED =
            List.of("nano", "nano-finish", "nano-third", "nano-memory", "nano-laptop", "medicosam-interactive");

    private ConfigFile() {}

    /**
     * Reads a file, or one of {@link #INCLUDED} where there is no such file.
     *
     * @throws UserError naming what is missing or wrong
     */
    public static TrainConfig read(Path file) {
        if (Files.exists(file)) {
            return config(JsonFiles.read(file), file.toString());
        }
        if (INCLUDED.contains(file.toString())) {
            return included(file.toString());
        }
        throw new UserError(
                "There is no training config " + file + ".",
                "Give a file, or one of " + String.join(", ", INCLUDED) + ".");
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
        return config(JsonFiles.parse(json, origin), origin);
    }

    private static TrainConfig config(JsonObject json, String origin) {
        try {
            check(json, TrainConfig.class, "it");
            return new Gson().fromJson(json, TrainConfig.class);
        } catch (UserError e) {
            throw new UserError(origin + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // Gson wraps what a record's constructor throws
            Throwable cause = e.getCause();
            String reason = cause instanceof UserError ? cause.getMessage() : String.valueOf(e.getMessage());
            throw new UserError(origin + ": " + reason, e);
        }
    }

    /** Refuses what Gson would pass over: names too many or too few, fractions of whole numbers, unknown constants. */
    private static void check(JsonElement value, Type type, String name) {
        if (type instanceof ParameterizedType list) {
            require(value instanceof JsonArray, name, "a list in brackets", value);
            value.getAsJsonArray().forEach(entry -> check(entry, list.getActualTypeArguments()[0], name));
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            require(value instanceof JsonObject, name, "an object in braces", value);
            checkRecord(value.getAsJsonObject(), plain, name);
        } else if (type instanceof Class<?> plain && plain.isEnum()) {
            List<String> choices = Arrays.stream(plain.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .toList();
            boolean known = isText(value) && choices.contains(value.getAsString());
            require(known, name, "one of " + String.join(", ", choices), value);
        } else if (type == String.class) {
            require(isText(value), name, "a text", value);
        } else if (type == double.class) {
            require(isNumber(value), name, "a number", value);
        } else {
            boolean whole = isNumber(value) && value.getAsDouble() == Math.rint(value.getAsDouble());
            boolean fits = type == long.class || whole && value.getAsDouble() == (int) value.getAsDouble();
            require(whole && fits, name, "a whole number" + (whole ? " below 2^31" : ""), value);
        }
    }

    private static void require(boolean right, String name, String wanted, JsonElement found) {
        if (!right) {
            throw new UserError(name + " should be " + wanted + ", not " + found + ".");
        }
    }

    private static boolean isText(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString();
    }

    private static boolean isNumber(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isNumber();
    }

    private static void checkRecord(JsonObject object, Class<?> type, String where) {
        List<RecordComponent> components = Arrays.asList(type.getRecordComponents());
        Set<String> names = components.stream().map(RecordComponent::getName).collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>(object.keySet());
        unknown.removeAll(names);
        unknown.removeIf(name -> name.startsWith("//"));
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(object.keySet());
        List<String> wrong = new ArrayList<>();
        if (!missing.isEmpty()) {
            wrong.add("lacks " + String.join(", ", missing));
        }
        if (!unknown.isEmpty()) {
            wrong.add("has the unknown " + String.join(", ", unknown));
        }
        if (!wrong.isEmpty()) {
            throw new UserError(where + " " + String.join(" and ", wrong) + ".");
        }
        for (RecordComponent component : components) {
            check(object.get(component.getName()), component.getGenericType(), component.getName());
        }
    }
}
