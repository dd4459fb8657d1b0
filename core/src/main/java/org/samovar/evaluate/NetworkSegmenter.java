package org.samovar.evaluate;

import java.util.Optional;
import java.util.function.Function;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.predict.Candidate;
import org.samovar.predict.ImageSession;
import org.samovar.prompt.PromptSet;

/** A network that answers through its session, as it does for users: corrections see the mask before. */
public final class NetworkSegmenter implements Segmenter {
    private final String label;
    private final Function<RgbImage, ImageSession> sessions;
    private final Function<RgbImage, LabelMap> everything;
    private final Function<RgbImage, LabelMap> instances;

    /**
     * @param label in reports
     * @param sessions opens a session on an image
     * @param everything finds all objects of an image by prompts
     * @param instances finds them by a decoder, where there is one
     */
    public NetworkSegmenter(
            String label,
            Function<RgbImage, ImageSession> sessions,
            Function<RgbImage, LabelMap> everything,
            Function<RgbImage, LabelMap> instances) {
        this.label = label;
        this.sessions = sessions;
        this.everything = everything;
        this.instances = instances;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Answers open(RgbImage image) {
        return new SessionAnswers(image, sessions.apply(image));
    }

    private record Turn(PromptSet prompts, Candidate answer) {}

    private final class SessionAnswers implements Answers {
        private final RgbImage image;
        private final ImageSession session;
        private Optional<Turn> last = Optional.empty();

        SessionAnswers(RgbImage image, ImageSession session) {
            this.image = image;
            this.session = session;
        }

        @Override
        public Mask answer(PromptSet prompts) {
            Candidate now = last.filter(turn -> prompts.previous().equals(Optional.of(turn.prompts)))
                    .map(turn -> session.refine(prompts, turn.answer))
                    .orElseGet(() -> session.predict(prompts))
                    .chosen();
            last = Optional.of(new Turn(prompts, now));
            return now.mask();
        }

        @Override
        public LabelMap everything() {
            return everything.apply(image);
        }

        @Override
        public LabelMap instances() {
            return instances.apply(image);
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
