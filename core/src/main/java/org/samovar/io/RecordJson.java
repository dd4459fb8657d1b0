package org.samovar.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.samovar.geometry.UserError;

/**
 * Records as JSON objects of the same names. Every name must be there but those of optional components, and none may be unknown, so that a
 * slip of the pen does not silently mean something else; a name that begins with {@code //} is a comment.
 *
 * <p>Components are texts, whole numbers, numbers, enums, records, {@link List}s, {@link Map}s by text and {@link Optional}s of these, or a
 * {@link JsonObject}, which is handed on as it is.
 */
public final class RecordJson {
    private static final BigDecimal LARGEST_INT = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final BigDecimal LARGEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private RecordJson() {}

    /**
     * Reads a record.
     *
     * @param what errors call it
     * @throws UserError naming what is missing or wrong
     */
    public static <R extends Record> R read(JsonObject json, Class<R> type, String what) {
        return type.cast(record(json, type, what));
    }

    /** Writes a record so that {@link #read} gives an equal one. */
    public static JsonObject write(Record record) {
        JsonObject out = new JsonObject();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = invoke(component, record);
            if (value instanceof Optional<?> optional) {
                optional.ifPresent(v -> out.add(component.getName(), element(v)));
            } else {
                out.add(component.getName(), element(value));
            }
        }
        return out;
    }

    private static JsonElement element(Object value) {
        if (value instanceof Record record) {
            return write(record);
        } else if (value instanceof JsonElement json) {
            return json;
        } else if (value instanceof List<?> list) {
            JsonArray out = new JsonArray();
            list.forEach(entry -> out.add(element(entry)));
            return out;
        } else if (value instanceof Map<?, ?> map) {
            JsonObject out = new JsonObject();
            map.forEach((key, entry) -> out.add(String.valueOf(key), element(entry)));
            return out;
        } else if (value instanceof Number number) {
            return new JsonPrimitive(number);
        }
        return new JsonPrimitive(value instanceof Enum<?> constant ? constant.name() : value.toString());
    }

    private static Object value(JsonElement json, Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Map.class ? map(json, generic, name) : list(json, generic, name);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(json, plain, name);
        } else if (plain.isEnum()) {
            return constant(json, plain, name);
        } else if (plain == JsonObject.class) {
            return object(json, name);
        } else if (plain == String.class) {
            require(isText(json), name, "a text", json);
            return json.getAsString();
        } else if (plain == double.class || plain == Double.class) {
            require(isNumber(json), name, "a number", json);
            return json.getAsDouble();
        }
        return whole(json, plain, name);
    }

    private static Object whole(JsonElement json, Class<?> type, String name) {
        boolean isLong = type == long.class || type == Long.class;
        boolean whole =
                isNumber(json) && json.getAsBigDecimal().stripTrailingZeros().scale() <= 0;
        BigDecimal number = whole ? json.getAsBigDecimal() : BigDecimal.ZERO;
        boolean fits = whole && number.abs().compareTo(isLong ? LARGEST_LONG : LARGEST_INT) <= 0;
        require(fits, name, "a whole number" + (whole ? isLong ? " below 2^63" : " below 2^31" : ""), json);
        return isLong ? (Object) number.longValueExact() : (Object) number.intValueExact();
    }

    private static Object constant(JsonElement json, Class<?> type, String name) {
        List<?> constants = Arrays.asList(type.getEnumConstants());
        return constants.stream()
                .filter(constant -> isText(json) && ((Enum<?>) constant).name().equals(json.getAsString()))
                .findFirst()
                .map(Object.class::cast)
                .orElseThrow(() -> wrong(
                        name,
                        "one of "
                                + constants.stream()
                                        .map(constant -> ((Enum<?>) constant).name())
                                        .collect(Collectors.joining(", ")),
                        json));
    }

    private static Object list(JsonElement json, ParameterizedType type, String name) {
        require(json instanceof JsonArray, name, "a list in brackets", json);
        List<Object> out = new ArrayList<>();
        json.getAsJsonArray().forEach(entry -> out.add(value(entry, type.getActualTypeArguments()[0], name)));
        return Collections.unmodifiableList(out);
    }

    private static Object map(JsonElement json, ParameterizedType type, String name) {
        Map<String, Object> out = new LinkedHashMap<>();
        object(json, name)
                .entrySet()
                .forEach(entry -> out.put(
                        entry.getKey(),
                        value(entry.getValue(), type.getActualTypeArguments()[1], name + "." + entry.getKey())));
        return Collections.unmodifiableMap(out);
    }

    private static JsonObject object(JsonElement json, String name) {
        require(json instanceof JsonObject, name, "an object in braces", json);
        return json.getAsJsonObject();
    }

    private static Object record(JsonElement json, Class<?> type, String name) {
        JsonObject object = object(json, name);
        List<RecordComponent> components = Arrays.asList(type.getRecordComponents());
        requireNames(object, components, name);
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : components) {
            JsonElement element = object.get(component.getName());
            if (isOptional(component)) {
                Type inner = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
                values.add(
                        element == null ? Optional.empty() : Optional.of(value(element, inner, component.getName())));
            } else {
                values.add(value(element, component.getGenericType(), component.getName()));
            }
        }
        return construct(type, components, values, name);
    }

    private static void requireNames(JsonObject object, List<RecordComponent> components, String where) {
        Set<String> unknown = new TreeSet<>(object.keySet());
        components.forEach(component -> unknown.remove(component.getName()));
        unknown.removeIf(name -> name.startsWith("//"));
        Set<String> missing = components.stream()
                .filter(component -> !isOptional(component))
                .map(RecordComponent::getName)
                .filter(name -> !object.has(name))
                .collect(Collectors.toCollection(TreeSet::new));
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
    }

    private static boolean isOptional(RecordComponent component) {
        return component.getType() == Optional.class;
    }

    private static Object construct(Class<?> type, List<RecordComponent> components, List<Object> values, String name) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof UserError error) {
                throw error;
            }
            String reason = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
            throw new UserError(name + " makes no sense" + reason + ".", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made from JSON", e);
        }
    }

    private static Object invoke(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record.getClass() + " cannot be written as JSON", e);
        }
    }

    private static void require(boolean right, String name, String wanted, JsonElement found) {
        if (!right) {
            throw wrong(name, wanted, found);
        }
    }

    private static UserError wrong(String name, String wanted, JsonElement found) {
        return new UserError(name + " should be " + wanted + ", not " + found + ".");
    }

    private static boolean isText(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString();
    }

    private static boolean isNumber(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isNumber();
    }
}
