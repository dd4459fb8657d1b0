package org.samovar.image.io.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.UserError;

/** Takes values of the expected kind out of metadata. */
final class Json {
    private Json() {}

    static Optional<JsonObject> object(JsonObject in, String name) {
        return in.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    static JsonObject required(JsonObject in, String name) {
        return object(in, name).orElseThrow(() -> new UserError("its metadata have no '" + name + "'"));
    }

    /** The objects of a list; none where there is no such list. */
    static List<JsonObject> objects(JsonObject in, String name) {
        List<JsonObject> out = new ArrayList<>();
        for (JsonElement element : list(in, name)) {
            if (element instanceof JsonObject object) {
                out.add(object);
            }
        }
        return out;
    }

    private static JsonArray list(JsonObject in, String name) {
        return in.get(name) instanceof JsonArray array ? array : new JsonArray();
    }

    static String text(JsonObject in, String name, String otherwise) {
        return in.get(name) instanceof JsonPrimitive value && value.isString() ? value.getAsString() : otherwise;
    }

    /** Texts of a list; empty where there is no such list or it holds something else. */
    static List<String> texts(JsonObject in, String name) {
        List<String> out = new ArrayList<>();
        for (JsonElement element : list(in, name)) {
            if (!(element instanceof JsonPrimitive value && value.isString())) {
                return List.of();
            }
            out.add(element.getAsString());
        }
        return out;
    }

    /** Numbers of a list; empty where there is no such list. */
    static double[] numbers(JsonObject in, String name) {
        JsonArray array = list(in, name);
        double[] out = new double[array.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = number(array.get(i), name);
        }
        return out;
    }

    static double number(JsonElement element, String name) {
        try {
            if (element instanceof JsonPrimitive value && !value.isBoolean()) {
                return value.getAsDouble();
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UserError("its metadata hold " + element + " for '" + name + "', which is no number");
    }

    /** Whole numbers from a least one on. */
    static int[] wholes(JsonObject in, String name, int least) {
        double[] values = numbers(in, name);
        int[] out = new int[values.length];
        for (int i = 0; i < out.length; i++) {
            if (!(values[i] >= least && values[i] <= Integer.MAX_VALUE && values[i] == Math.rint(values[i]))) {
                throw new UserError("its metadata hold " + values[i] + " in '" + name + "', more or less than can be");
            }
            out[i] = (int) values[i];
        }
        return out;
    }
}
