package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.samovar.geometry.Box;
import org.samovar.geometry.Fit;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PointPrompt;

/** What is said about an object, and what is answered. */
class ConversationTest {
    private static final Mask OBJECT = Pictures.rectangle(120, 80, 20, 16, 60, 48);
    private static final Size IMAGE = OBJECT.size();
    private static final Conversation CLICK = Conversation.none().with(PointPrompt.positive(40, 30));
    private static final Conversation CORRECTED = CLICK.choosing(2).with(PointPrompt.negative(70, 30));

    private final ColourNetwork network = new ColourNetwork(128, Fit.STRETCH);

    @Test
    void aConversationIsReadAsItWasWritten() {
        Conversation said = CORRECTED.with(new BoxPrompt(new Box(1, 2, 30, 40))).with(new MaskPrompt(OBJECT));
        assertThat(Conversation.parse(said.toString(), IMAGE)).isEqualTo(said);
        assertThat(CORRECTED).hasToString("point 40,30,+ #3; point 70,30,-");
        assertThat(Conversation.parse(" point 40,30 # 3 ; ; point 70,30,-;", IMAGE))
                .isEqualTo(CORRECTED);
    }

    @Test
    void whatCannotBeUnderstoodIsToldInWords() {
        for (String text : new String[] {"", " ; ", "point", "point 1,2 #", "point 500,2", "what 1,2"}) {
            assertThatThrownBy(() -> Conversation.parse(text, IMAGE)).as(text).isInstanceOf(UserError.class);
        }
    }

    @Test
    void onePromptLessIsTheConversationBefore() {
        assertThat(CORRECTED.before()).contains(CLICK.choosing(2));
        assertThat(CLICK.before()).contains(Conversation.none());
        assertThat(Conversation.none().before()).isEmpty();
    }

    @Test
    void aPromptThatMovesUndoesWhatWasChosenFromThereOn() {
        assertThat(CORRECTED.replacing(0, PointPrompt.positive(41, 30))).hasToString("point 41,30,+; point 70,30,-");
        assertThat(CORRECTED.replacing(1, PointPrompt.negative(71, 30))).hasToString("point 40,30,+ #3; point 71,30,-");
    }

    @Test
    void aMaskComesWithItsBox() {
        assertThat(Conversation.none().with(new MaskPrompt(OBJECT)).prompts().box())
                .contains(new Box(20, 16, 60, 48));
    }

    @Test
    void aClickIsAnsweredAsWithoutAConversation() {
        try (ImageSession session = session()) {
            Candidates answer = new Replies(session).to(CLICK);
            Candidates direct = session.predict(CLICK.prompts());
            assertThat(answer.choice()).isEqualTo(direct.choice());
            assertThat(answer.chosen().mask()).isEqualTo(direct.chosen().mask());
        }
    }

    @Test
    void aCorrectionRefinesTheMaskThatWasChosen() {
        try (ImageSession session = session()) {
            Candidate chosen = session.predict(CLICK.prompts()).choose(2).chosen();
            assertThat(new Replies(session).to(CORRECTED).chosen().windowLogits())
                    .isEqualTo(
                            session.refine(CORRECTED.prompts(), chosen).chosen().windowLogits());
        }
    }

    @Test
    void whatWasAnsweredBeforeIsNotAskedAgain() {
        try (ImageSession session = session()) {
            Replies replies = new Replies(session);
            Candidates all = replies.to(CORRECTED);
            assertThat(replies.to(CORRECTED).chosen()).isSameAs(all.chosen());
            assertThat(replies.to(CLICK.choosing(1)).all())
                    .isSameAs(replies.to(CLICK).all());
        }
    }

    @Test
    void aMaskThatIsNotAmongTheAnswersIsRefused() {
        try (ImageSession session = session()) {
            assertThatThrownBy(() -> new Replies(session).to(CLICK.choosing(3)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("mask 4 among the 3");
            assertThatThrownBy(() -> new Replies(session).to(Conversation.none()))
                    .isInstanceOf(UserError.class);
        }
    }

    @Test
    void aGlanceLooksOnce() {
        for (SessionSettings settings : new SessionSettings[] {SessionSettings.nano(), SessionSettings.published()}) {
            ColourNetwork fresh = new ColourNetwork(128, Fit.STRETCH);
            try (ImageSession session = ImageSession.open(fresh, Pictures.of(OBJECT), settings)) {
                Candidate seen = session.glance(PointPrompt.positive(40, 30), 40);
                assertThat(seen.runs()).isEqualTo(RunLengthMask.of(seen.mask()));
                assertThat(seen.mask().iou(OBJECT)).isGreaterThan(0.8);
                session.glance(PointPrompt.positive(42, 31), 40);
                assertThat(fresh.encoded()).as("clicks nearby").isEqualTo(1);
            }
        }
    }

    private ImageSession session() {
        return ImageSession.open(
                network, Pictures.of(OBJECT), SessionSettings.published().withZoom(Zoom.NEVER));
    }
}
