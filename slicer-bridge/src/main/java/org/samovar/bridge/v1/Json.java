package org.samovar.bridge.v1;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Meta parts: JSON objects to the letter of the standard, of limited depth, without a name twice in an object. */
final class Json {
    static final int DEEPEST = 16;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private Json() {}

    /** @throws Fault BAD_FRAME where the bytes are no such object; no bytes are an empty one */
    static JsonObject parse(byte[] bytes) throws Fault {
        if (bytes.length == 0) {
            return new JsonObject();
        }
        String text = text(bytes);
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        try {
            if (text.charAt(0) != BYTE_ORDER_MARK
                    && element(reader, 1) instanceof JsonObject object
                    && reader.peek() == JsonToken.END_DOCUMENT) {
                return object;
            }
            throw bad("is no JSON object");
        } catch (IOException e) {
            throw bad("is no JSON");
        }
    }

    private static String text(byte[] bytes) throws Fault {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw bad("is no UTF-8");
        }
    }

    private static JsonElement element(JsonReader reader, int depth) throws Fault, IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object(reader, depth);
            case BEGIN_ARRAY -> array(reader, depth);
            case STRING -> new JsonPrimitive(reader.nextString());
                // its text stays as it is; what kind of number is wanted, the one who asks for it knows
            case NUMBER -> new JsonPrimitive(ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(reader));
            case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield JsonNull.INSTANCE;
            }
            default -> throw new MalformedJsonException("no value");
        };
    }

    private static JsonObject object(JsonReader reader, int depth) throws Fault, IOException {
        requireDepth(depth);
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (object.has(name)) {
                throw bad("has a name twice in an object");
            }
            object.add(name, element(reader, depth + 1));
        }
        reader.endObject();
        return object;
    }

    private static JsonArray array(JsonReader reader, int depth) throws Fault, IOException {
        requireDepth(depth);
        JsonArray array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(element(reader, depth + 1));
        }
        reader.endArray();
        return array;
    }

    private static void requireDepth(int depth) throws Fault {
        if (depth > DEEPEST) {
            throw bad("is nested more than " + DEEPEST + " deep");
        }
    }

    private static Fault bad(String what) {
        return new Fault(ErrorCode.BAD_FRAME, "The meta part of a frame " + what + ".");
    }

    /** As it is sent, without spaces; an empty object is no bytes. */
    static byte[] bytes(JsonObject object) {
        return object.isEmpty() ? new byte[0] : object.toString().getBytes(StandardCharsets.UTF_8);
    }
}
