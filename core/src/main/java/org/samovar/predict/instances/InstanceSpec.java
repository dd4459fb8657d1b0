package org.samovar.predict.instances;

import java.util.Map;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.io.JsonFiles;
import org.samovar.io.RecordJson;

/**
 * How a decoder of instances wants to see images, and how objects are made of what it finds: what the metadata of its weights say.
 *
 * @param view side in pixels of the part of an image that it sees at a time; the whole image where empty
 * @param input side in pixels to which that is resized; that of the network's input where empty
 * @param rule how objects are made
 */
public record InstanceSpec(Optional<Integer> view, Optional<Integer> input, InstanceRule rule) {
    /** Under which it stands in the metadata. */
    public static final String KEY = "samovar.instances";

    private static final int LEAST = 16;
    private static final int MOST = 4096;
    private static final int STEP = 32;

    public InstanceSpec {
        view.filter(side -> side < LEAST || side > MOST).ifPresent(side -> {
            throw new UserError("A view of " + side + " pixels is not between " + LEAST + " and " + MOST + ".");
        });
        input.filter(side -> side < STEP || side > MOST || side % STEP != 0).ifPresent(side -> {
            throw new UserError("An input of " + side + " pixels is no multiple of " + STEP + " up to " + MOST + ".");
        });
    }

    /** As micro-sam sees images and makes objects. */
    public static InstanceSpec published() {
        return new InstanceSpec(Optional.empty(), Optional.empty(), InstanceRule.published());
    }

    /** The metadata that {@link #of} understands. */
    public Map<String, String> metadata() {
        return Map.of(KEY, RecordJson.write(this).toString());
    }

    /**
     * What a file says, and micro-sam's where it says nothing.
     *
     * @throws UserError when what it says is damaged
     */
    public static InstanceSpec of(Map<String, String> metadata) {
        String text = metadata.get(KEY);
        if (text == null) {
            return published();
        }
        try {
            return RecordJson.read(JsonFiles.parse(text, "it"), InstanceSpec.class, "it");
        } catch (UserError e) {
            throw new UserError(
                    "The file says in its metadata '" + KEY + "' how it finds objects, but that is damaged: "
                            + e.getMessage(),
                    e);
        }
    }
}
