package org.samovar.fiji.tool;

import ij.ImagePlus;
import ij.gui.Roi;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.samovar.fiji.convert.MaskRois;
import org.samovar.fiji.convert.Position;
import org.samovar.fiji.convert.ShownPlane;
import org.samovar.fiji.job.PlaneTalk;
import org.samovar.fiji.model.Asking;
import org.samovar.fiji.model.Segmentation;
import org.samovar.fiji.model.Segmenter;
import org.samovar.fiji.object.Draft;
import org.samovar.fiji.object.History;
import org.samovar.fiji.object.ObjectTable;
import org.samovar.fiji.object.Work;
import org.samovar.geometry.ImagePoint;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.Conversation;
import org.samovar.prompt.Prompt;

/**
 * A user's work on one image: prompts go to the model, answers to the board, accepted objects to the table.
 *
 * <p>All methods are called on the event thread and return at once; the model reads pixels and answers on its own thread. Only the latest question is
 * answered.
 */
final class Annotator {
    /** What a preview takes an object's length for before any was found, in parts of the image. */
    private static final double FIRST_LENGTH = 0.1;

    private final ImagePlus image;
    private final Asking models;
    private final Executor events;
    private final Board board;
    private final History history = new History(Work.none());
    private ToolSettings settings;
    private Optional<Shown> shown = Optional.empty();
    private Optional<Talk> talk = Optional.empty();
    private Optional<ImagePoint> hovered = Optional.empty();
    private double length;
    /** Read by the model's thread, which leaves out what is not asked any more. */
    private volatile Optional<Draft> latest = Optional.empty();

    private boolean glancing;
    /** What is to come when the object in work is settled, which waits for the model's answer. */
    private Optional<Runnable> next = Optional.empty();

    /**
     * @param events runs what the model's thread hands back, on the event thread
     * @param board where the work is seen
     */
    Annotator(ImagePlus image, Asking models, Executor events, Board board, ToolSettings settings) {
        this.image = image;
        this.models = models;
        this.events = events;
        this.board = board;
        this.settings = settings;
        this.length = FIRST_LENGTH * Math.max(image.getWidth(), image.getHeight());
    }

    private record Talk(Position position, PlaneTalk plane) {}

    void use(ToolSettings changed) {
        boolean other = !changed.model().equals(settings.model());
        settings = changed;
        if (other) {
            shown = Optional.empty();
            ask();
        }
    }

    Work work() {
        return history.now();
    }

    /** What the model answered to the draft, if it has. */
    Optional<Shown> answer() {
        return shown;
    }

    /** The pixels or their display range may have changed. */
    void imageChanged() {
        talk = Optional.empty();
    }

    /** One prompt more about the object in work, or the first about a new one. On another slice, the one in work is accepted first. */
    void say(Prompt prompt) {
        say(prompt, Position.shown(image));
    }

    private void say(Prompt prompt, Position here) {
        if (work().draft().filter(d -> !d.position().isSamePlace(here)).isPresent()) {
            settle(() -> say(prompt, here));
            return;
        }
        Draft draft = work().draft().orElseGet(() -> new Draft(work().table().nextId(), here, Conversation.none()));
        draft(draft.saying(draft.said().with(prompt)));
    }

    /** Moves or changes a prompt of the object in work. */
    void replace(int turn, Prompt prompt) {
        change(said -> said.replacing(turn, prompt));
    }

    /** Takes the next or an earlier one of the masks that the last prompt may mean. */
    void cycle(int step) {
        shown.ifPresent(s -> choose(Math.floorMod(
                s.answer().choice() + step, s.answer().candidates().size())));
    }

    /** Takes one of the masks that the last prompt may mean, by its index; nothing happens where there are not so many. */
    void choose(int index) {
        shown.filter(s -> s.answer().candidates().size() > 1
                        && index < s.answer().candidates().size())
                .ifPresent(s -> change(said -> said.choosing(index)));
    }

    /** Without the last prompt; without any, the object in work is none any more. */
    void takeBack() {
        work().draft().flatMap(draft -> draft.said().before()).ifPresent(before -> {
            if (before.isEmpty()) {
                drop();
            } else {
                change(said -> before);
            }
        });
    }

    /** Leaves the object in work as it was accepted before, or does not make it one. */
    void drop() {
        go(new Work(work().table(), Optional.empty()));
    }

    /** The mask becomes an object of the table, at once or as soon as the model has answered. */
    void accept() {
        if (work().draft().isEmpty()) {
            return;
        }
        if (shown.isEmpty()) {
            next = Optional.of(this::accept);
            return;
        }
        Shown found = shown.get();
        if (found.outline().isEmpty()) {
            board.tell("nothing was found by these prompts, so there is nothing to accept");
            return;
        }
        remember(found.object().mask());
        ObjectTable table = work().table().with(found.object(), settings.overlap());
        go(new Work(table, Optional.empty()));
        board.accepted(found);
    }

    /** Takes an accepted object in work again, with its prompts. */
    void edit(int id) {
        if (work().draft().filter(draft -> draft.id() == id).isPresent()) {
            return;
        }
        if (work().draft().isPresent()) {
            settle(() -> edit(id));
            return;
        }
        work().table().find(id).ifPresent(object -> draft(new Draft(id, object.position(), object.said())));
    }

    /** Accepts the object in work, as soon as the model has answered, and goes on. Where nothing was found there is nothing to lose. */
    private void settle(Runnable then) {
        if (shown.isEmpty()) {
            next = Optional.of(() -> settle(then));
            return;
        }
        accept();
        if (work().draft().isPresent()) {
            drop();
        }
        then.run();
    }

    /** The object in work is none, even if it was accepted before. */
    void delete() {
        work().draft().ifPresent(draft -> go(new Work(work().table().without(draft.id()), Optional.empty())));
    }

    /** Goes on with objects of an earlier time. */
    void restore(ObjectTable table) {
        go(new Work(table, Optional.empty()));
    }

    void undo() {
        Work before = work();
        if (history.undo()) {
            moved(before);
        } else {
            board.tell("there is nothing to undo");
        }
    }

    void redo() {
        Work before = work();
        if (history.redo()) {
            moved(before);
        } else {
            board.tell("there is nothing to redo");
        }
    }

    /** The mouse is somewhere; one glance at a time, the latest place next. */
    void hover(ImagePoint place) {
        hovered = Optional.of(place);
        glance();
    }

    /** The mouse has left. */
    void leave() {
        hovered = Optional.empty();
        board.preview(Optional.empty());
    }

    private void change(UnaryOperator<Conversation> how) {
        work().draft().ifPresent(draft -> draft(draft.saying(how.apply(draft.said()))));
    }

    private void draft(Draft draft) {
        go(new Work(work().table(), Optional.of(draft)));
    }

    private void go(Work next) {
        Work before = work();
        history.advance(next);
        moved(before);
    }

    private void moved(Work before) {
        if (!work().table().equals(before.table())) {
            board.changed(before.table(), work().table());
        }
        if (!work().draft().equals(before.draft())) {
            shown = Optional.empty();
            next = Optional.empty();
            ask();
        }
        board.show(work(), shown);
    }

    private void ask() {
        latest = work().draft();
        latest.ifPresent(this::ask);
    }

    private void ask(Draft draft) {
        draft.position().show(image);
        String model = settings.model();
        PlaneTalk plane = plane(draft.position());
        later(
                segmenter -> isLatest(draft)
                        ? Optional.of(Shown.of(draft, segmenter.name(), plane.answer(segmenter, draft.said())))
                        : Optional.<Shown>empty(),
                found -> found.filter(answer -> isLatest(draft)).ifPresent(this::answered),
                () -> {
                    if (isLatest(draft)) {
                        takeBack();
                    }
                });
    }

    private boolean isLatest(Draft draft) {
        return latest.equals(Optional.of(draft));
    }

    private void answered(Shown found) {
        shown = Optional.of(found);
        board.show(work(), shown);
        Optional<Runnable> waiting = next;
        next = Optional.empty();
        waiting.ifPresent(Runnable::run);
    }

    private void glance() {
        if (glancing || hovered.isEmpty() || work().draft().isPresent()) {
            return;
        }
        ImagePoint place = hovered.get();
        PlaneTalk plane = plane(Position.shown(image));
        double about = length;
        glancing = true;
        later(
                segmenter -> outline(plane.glance(segmenter, place, about)),
                outline -> {
                    glancing = false;
                    if (hovered.isPresent() && work().draft().isEmpty()) {
                        board.preview(outline);
                        if (!hovered.get().equals(place)) {
                            glance();
                        }
                    }
                },
                () -> glancing = false);
    }

    private static Optional<Roi> outline(Segmentation found) {
        return MaskRois.outline(found.mask());
    }

    private PlaneTalk plane(Position position) {
        Talk known = talk.filter(t -> t.position.equals(position))
                .orElseGet(() -> new Talk(position, new PlaneTalk(ShownPlane.of(image))));
        talk = Optional.of(known);
        return known.plane;
    }

    private void remember(RunLengthMask mask) {
        mask.region().ifPresent(box -> length = Math.max(1, Math.max(box.width(), box.height())));
    }

    /**
     * Asks on the model's thread, and goes on with the answer on the event thread.
     *
     * @param otherwise what to do when it went wrong, after the user was told
     */
    private <T> void later(Function<Segmenter, T> question, Consumer<T> then, Runnable otherwise) {
        models.later(settings.model(), question)
                .whenComplete((answer, problem) -> events.execute(() -> {
                    if (problem == null) {
                        then.accept(answer);
                    } else {
                        board.failed(Optional.ofNullable(problem.getCause())
                                .filter(cause -> problem instanceof CompletionException)
                                .orElse(problem));
                        otherwise.run();
                    }
                }));
    }
}
