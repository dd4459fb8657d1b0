package org.samovar.fiji.job;

/**
 * The options of <i>Segment with Prompts</i>.
 *
 * @param model a name, or the path of a file of weights
 * @param prompts which ROIs count
 * @param output what becomes of the objects
 * @param said about one object, in words, as {@link org.samovar.predict.Conversation} writes it; empty where ROIs count
 */
public record PromptOptions(String model, PromptSource prompts, Output output, String said) {
    boolean isSaid() {
        return !said.isBlank();
    }
}
