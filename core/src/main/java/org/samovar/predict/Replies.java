package org.samovar.predict;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.samovar.geometry.UserError;
import org.samovar.prompt.PromptSet;

/**
 * What a network answers in conversations about the objects of one image. The first prompt is answered alone, each later one together with all
 * before it and the mask that was meant by then. The latest answers are kept, so that one prompt more costs one more look, and one less none.
 *
 * <p>Used by one thread at a time.
 */
public final class Replies {
    /** Each holds up to three small maps of logits. */
    private static final int KEPT = 32;

    private final ImageSession session;
    private final Map<Conversation, Candidates> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Conversation, Candidates> eldest) {
            return size() > KEPT;
        }
    };

    /** @param session which stays the caller's */
    public Replies(ImageSession session) {
        this.session = session;
    }

    /**
     * The masks that the last prompt is answered with, and which of them is meant.
     *
     * @throws UserError when nothing was said, a prompt lies outside of the image, or a mask is meant that was not among the answers
     */
    public Candidates to(Conversation said) {
        Conversation asked = asked(said);
        Candidates answer = known.get(asked);
        if (answer == null) {
            answer = ask(said);
            known.put(asked, answer);
        }
        return meant(said, answer);
    }

    private Candidates ask(Conversation said) {
        PromptSet prompts = said.prompts();
        return said.before()
                .filter(before -> !before.isEmpty())
                .map(before -> session.refine(prompts, to(before).chosen()))
                .orElseGet(() -> session.predict(prompts));
    }

    /** Without what was chosen afterwards. */
    private static Conversation asked(Conversation said) {
        return said.before()
                .map(before ->
                        before.with(said.turns().get(said.turns().size() - 1).prompt()))
                .orElse(said);
    }

    private static Candidates meant(Conversation said, Candidates answer) {
        OptionalInt choice = said.turns().get(said.turns().size() - 1).choice();
        if (choice.isEmpty()) {
            return answer;
        }
        if (choice.getAsInt() >= answer.all().size()) {
            throw new UserError("There is no mask " + (choice.getAsInt() + 1) + " among the "
                    + answer.all().size() + " that '" + said + "' was answered with.");
        }
        return answer.choose(choice.getAsInt());
    }
}
