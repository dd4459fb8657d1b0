package org.samovar.bridge.v1;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a meta part, each asked for by its name and kind. Every method throws a {@link Fault} BAD_REQUEST that says which field should be what, where
 * it is missing or of another kind. A field that is null counts as missing; fields that nobody asks for are ignored.
 */
public final class Meta {
    /** Whole numbers beyond it are not exact in JSON as most programs read it. */
    private static final double LARGEST_WHOLE = 1L << 53;
    /** How much of a wrong value is quoted. */
    private static final int LONGEST_QUOTE = 60;

    private final JsonObject json;
    private final String path;

    /** The fields of a frame. */
    public Meta(JsonObject json) {
        this(json, "");
    }

    /** @param path what errors put before the name of a field, such as {@code plane.} */
    private Meta(JsonObject json, String path) {
        this.json = json;
        this.path = path;
    }

    /** Whether there is such a field. */
    public boolean has(String name) {
        return json.get(name) != null && !json.get(name).isJsonNull();
    }

    /** A text; may be empty. */
    public String text(String name) throws Fault {
        return text(required(name, "a text"), path + name);
    }

    /** A text, or another where there is no such field. */
    public String text(String name, String otherwise) throws Fault {
        return has(name) ? text(name) : otherwise;
    }

    /** A whole number in a range, both ends included. */
    public long whole(String name, long least, long most) throws Fault {
        String wanted = "a whole number from " + least + " to " + most;
        return whole(required(name, wanted), path + name, least, most);
    }

    /** A whole number in a range, both ends included. */
    public int whole(String name, int least, int most) throws Fault {
        return (int) whole(name, (long) least, (long) most);
    }

    /** A whole number in a range, or another where there is no such field. */
    public int whole(String name, int least, int most, int otherwise) throws Fault {
        return has(name) ? whole(name, least, most) : otherwise;
    }

    /** A finite number. */
    public double number(String name) throws Fault {
        return number(required(name, "a number"), path + name);
    }

    /** A list of so many finite numbers. */
    public double[] numbers(String name, int count) throws Fault {
        JsonArray list = list(name, count, count, "numbers");
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(list.get(i), item(name, i));
        }
        return numbers;
    }

    /** A list of so many whole numbers in a range, both ends included. */
    public int[] wholes(String name, int count, int least, int most) throws Fault {
        JsonArray list = list(name, count, count, "whole numbers");
        int[] wholes = new int[count];
        for (int i = 0; i < count; i++) {
            wholes[i] = (int) whole(list.get(i), item(name, i), least, most);
        }
        return wholes;
    }

    /** A list of texts, in order; may be empty. */
    public List<String> texts(String name, int most) throws Fault {
        JsonArray list = list(name, 0, most, "texts");
        List<String> texts = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            texts.add(text(list.get(i), item(name, i)));
        }
        return List.copyOf(texts);
    }

    /** The fields of an object. */
    public Meta object(String name) throws Fault {
        return object(required(name, "an object"), path + name);
    }

    /** A list of objects, in order; may be empty. */
    public List<Meta> objects(String name, int most) throws Fault {
        JsonArray list = list(name, 0, most, "objects");
        List<Meta> objects = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            objects.add(object(list.get(i), item(name, i)));
        }
        return List.copyOf(objects);
    }

    /** What is thrown where a value is of the right kind and yet wrong, {@code "plane.axis" should be i, j, k or t}. */
    public Fault wrong(String name, String wanted) {
        JsonElement value = json.get(name);
        return value == null || value.isJsonNull() ? missing(name, wanted) : wrong(value, path + name, wanted);
    }

    private JsonElement required(String name, String wanted) throws Fault {
        JsonElement value = json.get(name);
        if (value == null || value.isJsonNull()) {
            throw missing(name, wanted);
        }
        return value;
    }

    private JsonArray list(String name, int least, int most, String what) throws Fault {
        String wanted = "a list of " + (least == most ? "" : "at most ") + most + " " + what;
        JsonElement value = required(name, wanted);
        if (value instanceof JsonArray list && list.size() >= least && list.size() <= most) {
            return list;
        }
        throw wrong(value, path + name, wanted);
    }

    private String item(String name, int index) {
        return path + name + "[" + index + "]";
    }

    private static String text(JsonElement value, String place) throws Fault {
        if (value instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw wrong(value, place, "a text");
    }

    private static Meta object(JsonElement value, String place) throws Fault {
        if (value instanceof JsonObject object) {
            return new Meta(object, place + ".");
        }
        throw wrong(value, place, "an object");
    }

    private static long whole(JsonElement value, String place, long least, long most) throws Fault {
        double number = isNumber(value) ? Double.parseDouble(value.getAsString()) : Double.NaN;
        boolean isWhole = number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE;
        if (isWhole && number >= least && number <= most) {
            return (long) number;
        }
        throw wrong(value, place, "a whole number from " + least + " to " + most);
    }

    private static double number(JsonElement value, String place) throws Fault {
        double number = isNumber(value) ? Double.parseDouble(value.getAsString()) : Double.NaN;
        if (Double.isFinite(number)) {
            return number;
        }
        throw wrong(value, place, "a finite number");
    }

    private static boolean isNumber(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isNumber();
    }

    private Fault missing(String name, String wanted) {
        return new Fault(
                ErrorCode.BAD_REQUEST, "The field \"" + path + name + "\" is missing; it should be " + wanted + ".");
    }

    private static Fault wrong(JsonElement value, String place, String wanted) {
        String found = value.toString();
        String quote = found.length() <= LONGEST_QUOTE ? found : found.substring(0, LONGEST_QUOTE) + "...";
        return new Fault(
                ErrorCode.BAD_REQUEST, "The field \"" + place + "\" should be " + wanted + "; it is " + quote + ".");
    }
}
