package org.samovar.evaluate.collection;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.predict.Candidate;
import org.samovar.predict.CollectionSession;
import org.samovar.prompt.PromptSet;

/**
 * A network with a memory, as users have it.
 *
 * @param label in reports
 * @param settings what reports say about its bank
 * @param sessions opens one without examples
 */
public record NetworkCollections(String label, Map<String, String> settings, Supplier<CollectionSession> sessions)
        implements CollectionSegmenter {
    private static final int OBJECT = 1;

    @Override
    public Answers open() {
        CollectionSession session = sessions.get();
        return new Answers() {
            @Override
            public void example(RgbImage image, PromptSet prompts) {
                session.prompt(OBJECT, image, prompts);
            }

            @Override
            public Mask answer(RgbImage image) {
                return Optional.ofNullable(session.segment(image).get(OBJECT))
                        .map(Candidate::mask)
                        .orElseGet(() -> Mask.empty(image.size()));
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }
}
