package org.samovar.evaluate;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.predict.Candidate;
import org.samovar.predict.ImageSession;
import org.samovar.prompt.PromptSet;

/** A network that answers through its session, as it does for users: corrections see the mask before. */
public final class NetworkSegmenter implements Segmenter {
    private final String name;
    private final Function<RgbImage, ImageSession> sessions;
    private final Function<RgbImage, LabelMap> everything;

    /**
     * @param sessions opens a session on an image
     * @param everything finds all objects of an image
     */
    public NetworkSegmenter(
            String name, Function<RgbImage, ImageSession> sessions, Function<RgbImage, LabelMap> everything) {
        this.name = name;
        this.sessions = sessions;
        this.everything = everything;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Answers open(RgbImage image) {
        return new SessionAnswers(image, sessions.apply(image));
    }

    private final class SessionAnswers implements Answers {
        private final RgbImage image;
        private final ImageSession session;
        private @Nullable PromptSet asked;
        private @Nullable Candidate last;

        SessionAnswers(RgbImage image, ImageSession session) {
            this.image = image;
            this.session = session;
        }

        @Override
        public Mask answer(PromptSet prompts) {
            Candidate before = last;
            boolean corrects = before != null
                    && Optional.ofNullable(asked).equals(prompts.previous().filter(p -> !p.isEmpty()));
            Candidate now = corrects
                    ? session.refine(prompts, before).chosen()
                    : session.predict(prompts).chosen();
            asked = prompts;
            last = now;
            return now.mask();
        }

        @Override
        public LabelMap everything() {
            return everything.apply(image);
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
