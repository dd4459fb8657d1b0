package org.samovar.train;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.io.RecordJson;
import org.samovar.predict.instances.InstanceRule;
import org.samovar.predict.instances.InstanceSpec;

/**
 * Everything that decides how a promptable network and a decoder beside it are trained together: a {@link TrainConfig} with the further
 * component {@code decoder}.
 *
 * @param prompted how the network learns to answer prompts, and all else
 * @param decoder how the decoder learns
 */
public record JointConfig(TrainConfig prompted, Decoder decoder) {
    /** The configs that come with the program. */
    public static final List<String> INCLUDED = List.of(
            "medicosam-instances-laptop", //
            "medicosam-joint" //
            );

    private static final String DECODER = "decoder";

    /**
     * How a decoder learns.
     *
     * @param aim what it finds
     * @param features channels of its finest maps, 64 in the published ones
     * @param share of iterations in which it learns, the others are those of prompts: 0.5 for turns, 1 for it alone
     * @param view side in pixels of the parts of images that it sees
     * @param input side in pixels to which they are resized
     * @param rule how objects are made of what it finds; micro-sam's where empty
     */
    public record Decoder(
            DecoderAim aim, int features, double share, int view, int input, Optional<InstanceRule> rule) {
        public Decoder {
            Check.that(features >= 1, "features " + features);
            Check.share("share", share);
            Check.positive("share", share);
        }

        /** What the weights say of themselves. */
        InstanceSpec spec() {
            return new InstanceSpec(Optional.of(view), Optional.of(input), rule.orElseGet(InstanceRule::published));
        }

        /** In how many of the first iterations it learns. */
        long turns(long iterations) {
            return (long) Math.floor(iterations * share);
        }

        /** Whether it learns in an iteration. */
        boolean hasTurn(long iteration) {
            return turns(iteration + 1) > turns(iteration);
        }
    }

    public JointConfig {
        decoder.spec(); // refuses views and inputs that cannot be
    }

    /** What the loop needs to know. */
    public RunSettings run() {
        JsonObject whole = RecordJson.write(prompted);
        whole.add(DECODER, RecordJson.write(decoder));
        return prompted.run(whole);
    }

    /** Whether a config is of this kind. */
    public static boolean describes(JsonObject json) {
        return json.has(DECODER);
    }

    /** One of {@link #INCLUDED}. */
    public static JointConfig included(String name) {
        return read(ConfigFile.json(Path.of(name), INCLUDED), name);
    }

    /**
     * Reads a config.
     *
     * @param origin what errors call it
     * @throws UserError naming what is missing or wrong
     */
    public static JointConfig read(JsonObject json, String origin) {
        JsonObject rest = json.deepCopy();
        rest.remove(DECODER);
        TrainConfig prompted = ConfigFile.read(rest, origin);
        try {
            if (!(json.get(DECODER) instanceof JsonObject decoder)) {
                throw new UserError("its decoder is no object in braces");
            }
            return new JointConfig(prompted, RecordJson.read(decoder, Decoder.class, "its decoder"));
        } catch (UserError e) {
            throw new UserError(origin + ": " + e.getMessage(), e);
        }
    }
}
