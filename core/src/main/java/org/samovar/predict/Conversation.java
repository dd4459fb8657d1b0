package org.samovar.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.samovar.geometry.Box;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.Prompt;
import org.samovar.prompt.PromptSet;
import org.samovar.prompt.PromptText;

/**
 * What a user said about one object, one prompt after the other while looking at the answers, so that each corrects the mask before it.
 * Immutable. Said again to the same network, it gets the same answers ({@link Replies}).
 *
 * @param turns oldest first
 */
public record Conversation(List<Turn> turns) {
    private static final Pattern CHOICE = Pattern.compile("(.*)#\\s*(\\d{1,3})\\s*");
    private static final Conversation NONE = new Conversation(List.of());

    /**
     * A prompt, and which of the masks that it was answered with is meant.
     *
     * @param choice its index; empty for the one that the network thinks best
     */
    public record Turn(Prompt prompt, OptionalInt choice) {}

    public Conversation {
        turns = List.copyOf(turns);
    }

    /** Nothing said yet. */
    public static Conversation none() {
        return NONE;
    }

    public boolean isEmpty() {
        return turns.isEmpty();
    }

    /** And one prompt more. */
    public Conversation with(Prompt prompt) {
        List<Turn> all = new ArrayList<>(turns);
        all.add(new Turn(prompt, OptionalInt.empty()));
        return new Conversation(all);
    }

    /** The same with another one of the last answers. */
    public Conversation choosing(int choice) {
        List<Turn> all = new ArrayList<>(turns);
        all.set(all.size() - 1, new Turn(all.get(all.size() - 1).prompt, OptionalInt.of(choice)));
        return new Conversation(all);
    }

    /** The same with one prompt in place of another. What was chosen from there on is not, for those were answers to the old one. */
    public Conversation replacing(int turn, Prompt prompt) {
        Conversation changed = new Conversation(turns.subList(0, turn)).with(prompt);
        for (Turn later : turns.subList(turn + 1, turns.size())) {
            changed = changed.with(later.prompt);
        }
        return changed;
    }

    /** What was said before the last prompt; empty when nothing was said at all. */
    public Optional<Conversation> before() {
        return isEmpty() ? Optional.empty() : Optional.of(new Conversation(turns.subList(0, turns.size() - 1)));
    }

    /** All prompts together. A mask says where the object is, too, so that it comes with its box. */
    public PromptSet prompts() {
        PromptSet set = PromptSet.none();
        for (Turn turn : turns) {
            if (turn.prompt instanceof MaskPrompt drawn) {
                Optional<Box> box = drawn.mask().boundingBox();
                set = box.isPresent() ? set.with(new BoxPrompt(box.get())) : set;
            }
            set = set.with(turn.prompt);
        }
        return set;
    }

    /** The same about a part of the image, in its pixels; a prompt that it leaves out lies outside of it. */
    public Conversation within(Region part) {
        return new Conversation(turns.stream()
                .map(turn -> new Turn(turn.prompt.within(part), turn.choice))
                .toList());
    }

    /** As {@link #parse} reads it: {@code point 12,8,+ #2; box 3,4,20,30}, where {@code #2} is the second answer. */
    @Override
    public String toString() {
        return turns.stream()
                .map(turn -> PromptText.of(turn.prompt)
                        + (turn.choice.isPresent() ? " #" + (turn.choice.getAsInt() + 1) : ""))
                .collect(Collectors.joining("; "));
    }

    /**
     * What a text says, prompts in the form of {@link PromptText} with semicolons between them.
     *
     * @param image that it is about
     * @throws UserError when a prompt cannot be understood or lies outside of the image, or there is none
     */
    public static Conversation parse(String text, Size image) {
        Conversation said = NONE;
        for (String part : text.split(";", -1)) {
            if (!part.isBlank()) {
                Matcher chosen = CHOICE.matcher(part);
                boolean hasChoice = chosen.matches();
                Prompt prompt = PromptText.parse(hasChoice ? chosen.group(1) : part, image);
                prompt.requireFits(image);
                said = said.with(prompt);
                said = hasChoice ? said.choosing(Math.max(0, Integer.parseInt(chosen.group(2)) - 1)) : said;
            }
        }
        if (said.isEmpty()) {
            throw new UserError(
                    "There is no prompt in '" + text + "'.", "Write for example: point 12,8; box 3,4,20,30");
        }
        return said;
    }
}
