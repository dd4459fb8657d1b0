package org.samovar.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samovar.geometry.Box;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;

/**
 * Everything said about one object, oldest first. Immutable: {@link #with} gives a new set, and undo is to go back to
 * {@link #previous()}. There is one box and one mask at most; a new one takes the place of the old one.
 */
public final class PromptSet {
    private static final PromptSet NONE = new PromptSet(List.of(), null);

    private final List<Prompt> prompts;
    private final @Nullable PromptSet previous;

    private PromptSet(List<Prompt> prompts, @Nullable PromptSet previous) {
        this.prompts = List.copyOf(prompts);
        this.previous = previous;
    }

    /** Nothing said yet. */
    public static PromptSet none() {
        return NONE;
    }

    /** The prompts one after the other. */
    public static PromptSet of(Prompt... prompts) {
        PromptSet set = NONE;
        for (Prompt prompt : prompts) {
            set = set.with(prompt);
        }
        return set;
    }

    /** This set and one prompt more. */
    public PromptSet with(Prompt prompt) {
        List<Prompt> all = new ArrayList<>(prompts);
        if (prompt instanceof BoxPrompt || prompt instanceof MaskPrompt) {
            all.removeIf(p -> p.getClass() == prompt.getClass());
        }
        all.add(prompt);
        return new PromptSet(all, this);
    }

    /** The set before the last prompt; empty when there was none. */
    public Optional<PromptSet> previous() {
        return Optional.ofNullable(previous);
    }

    /** All prompts, oldest first. */
    public List<Prompt> prompts() {
        return prompts;
    }

    public boolean isEmpty() {
        return prompts.isEmpty();
    }

    /** The clicks, oldest first; scribbles are not among them. */
    public List<PointPrompt> points() {
        return ofType(PointPrompt.class);
    }

    /** The scribbles, oldest first. */
    public List<Scribble> scribbles() {
        return ofType(Scribble.class);
    }

    public Optional<Box> box() {
        return ofType(BoxPrompt.class).stream().map(BoxPrompt::box).findFirst();
    }

    public Optional<Mask> mask() {
        return ofType(MaskPrompt.class).stream().map(MaskPrompt::mask).findFirst();
    }

    /**
     * Checks every prompt against the size of the image.
     *
     * @return this
     * @throws org.samovar.geometry.UserError for the first prompt that does not fit
     */
    public PromptSet requireFits(Size image) {
        prompts.forEach(p -> p.requireFits(image));
        return this;
    }

    /** The same about a part of the image, in its pixels; a prompt that it leaves out lies outside of it. */
    public PromptSet within(Region part) {
        return of(prompts.stream().map(prompt -> prompt.within(part)).toArray(Prompt[]::new));
    }

    private <T extends Prompt> List<T> ofType(Class<T> type) {
        return prompts.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Equal when the prompts are; how they came about does not matter. */
    @Override
    public boolean equals(Object o) {
        return o instanceof PromptSet other && prompts.equals(other.prompts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(prompts);
    }

    @Override
    public String toString() {
        return prompts.toString();
    }
}
