package org.samovar.fiji.convert;

import ij.gui.Roi;
import java.util.Locale;
import java.util.Optional;

/** Objects as ROIs that remember how they were found, in files as well. */
public final class ObjectRois {
    private static final String ID = "sam.id";
    private static final String MODEL = "sam.model";
    private static final String SCORE = "sam.score";
    private static final String PROMPT = "sam.prompt";

    private ObjectRois() {}

    /**
     * What a ROI remembers.
     *
     * @param id of the object, from 1
     * @param prompts by which it was found, as {@link org.samovar.predict.Conversation} writes them; empty where there were none
     * @param model that found it
     * @param score the model's own estimate of the mask's IoU; NaN where there is none
     */
    public record Facts(int id, String prompts, String model, double score) {
        /** The same about an object with another number. */
        public Facts numbered(int other) {
            return new Facts(other, prompts, model, score);
        }
    }

    /** Whether Samovar made it. */
    public static boolean isObject(Roi roi) {
        return roi.getProperty(ID) != null;
    }

    /** Puts down what is known of a ROI's object. */
    public static void describe(Roi roi, Facts facts) {
        roi.setProperty(ID, Integer.toString(facts.id));
        roi.setProperty(MODEL, facts.model);
        if (Double.isFinite(facts.score)) {
            roi.setProperty(SCORE, String.format(Locale.ROOT, "%.4f", facts.score));
        }
        if (!facts.prompts.isEmpty()) {
            roi.setProperty(PROMPT, facts.prompts);
        }
    }

    /** What a ROI remembers; empty where it is none of Samovar's, or what it says is damaged. */
    public static Optional<Facts> facts(Roi roi) {
        if (!isObject(roi)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Facts(
                    Integer.parseInt(roi.getProperty(ID)),
                    text(roi, PROMPT),
                    text(roi, MODEL),
                    roi.getProperty(SCORE) == null ? Double.NaN : Double.parseDouble(roi.getProperty(SCORE))));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    private static String text(Roi roi, String key) {
        return Optional.ofNullable(roi.getProperty(key)).orElse("");
    }
}
