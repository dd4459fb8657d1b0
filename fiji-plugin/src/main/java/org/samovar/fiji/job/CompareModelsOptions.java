package org.samovar.fiji.job;

import java.util.Arrays;
import java.util.List;

/**
 * The options of <i>Compare Models</i>.
 *
 * @param models names or paths of files of weights, with commas between them; empty for all that are installed
 * @param prompts which ROIs count, all for one object
 * @param said about the object, in words, as {@link org.samovar.predict.Conversation} writes it; empty where ROIs count
 */
public record CompareModelsOptions(String models, PromptSource prompts, String said) {
    /** The sources that are about one object. */
    public static final List<PromptSource> SOURCES =
            List.of(PromptSource.SELECTION, PromptSource.MANAGER_AS_ONE, PromptSource.OVERLAY);

    boolean isSaid() {
        return !said.isBlank();
    }

    /** The models to ask, each once. @param installed those that there are */
    List<String> names(List<String> installed) {
        List<String> named = Arrays.stream(models.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return named.isEmpty() ? installed : named;
    }
}
