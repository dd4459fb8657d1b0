package org.samovar.fiji.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.samovar.fiji.convert.Position;
import org.samovar.geometry.Box;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.Conversation;
import org.samovar.prompt.PointPrompt;

/** The objects of an image, and the way back. */
class HistoryTest {
    private static final Size IMAGE = new Size(40, 30);
    private static final Position PLANE = new Position(1, 1, 1);

    private static RunLengthMask mask(double x0, double y0, double x1, double y1) {
        return RunLengthMask.of(Mask.rectangle(IMAGE, new Box(x0, y0, x1, y1)));
    }

    private static ImageObject object(int id, Position position, RunLengthMask mask) {
        Conversation said = Conversation.none().with(PointPrompt.positive(id, id));
        return new ImageObject(id, position, said, "model", 0.5, mask);
    }

    private static ObjectTable two(Overlap overlap) {
        return ObjectTable.empty()
                .with(object(1, PLANE, mask(0, 0, 10, 10)), overlap)
                .with(object(2, PLANE, mask(5, 0, 15, 10)), overlap);
    }

    private static List<Integer> areas(ObjectTable table) {
        return table.objects().stream().map(object -> object.mask().area()).toList();
    }

    @Test
    void nobodyLosesPixelsWhereNothingIsOverwritten() {
        assertThat(areas(two(Overlap.NEVER_OVERWRITE))).containsExactly(100, 100);
    }

    @Test
    void aNewObjectFillsTheBackground() {
        assertThat(areas(two(Overlap.FILL_BACKGROUND))).containsExactly(100, 50);
    }

    @Test
    void aNewObjectOverwritesEarlierOnes() {
        assertThat(areas(two(Overlap.OVERWRITE))).containsExactly(50, 100);
    }

    @Test
    void anObjectWithoutPixelsIsGone() {
        ObjectTable covered = two(Overlap.OVERWRITE).with(object(3, PLANE, mask(0, 0, 40, 30)), Overlap.OVERWRITE);
        assertThat(covered.objects()).extracting(ImageObject::id).containsExactly(3);
        ObjectTable full = ObjectTable.empty().with(object(1, PLANE, mask(0, 0, 40, 30)), Overlap.FILL_BACKGROUND);
        assertThat(full.with(object(2, PLANE, mask(1, 1, 5, 5)), Overlap.FILL_BACKGROUND))
                .isEqualTo(full);
    }

    @Test
    void objectsOfOtherSlicesAreLeftAlone() {
        Position next = new Position(2, 2, 1);
        ObjectTable table = two(Overlap.OVERWRITE).with(object(3, next, mask(0, 0, 40, 30)), Overlap.OVERWRITE);
        assertThat(areas(table)).containsExactly(50, 100, 1200);
    }

    @Test
    void anObjectThatComesAgainKeepsItsPlace() {
        ObjectTable table =
                two(Overlap.NEVER_OVERWRITE).with(object(1, PLANE, mask(0, 0, 2, 2)), Overlap.NEVER_OVERWRITE);
        assertThat(areas(table)).containsExactly(4, 100);
        assertThat(table.nextId()).isEqualTo(3);
        assertThat(table.without(1).nextId()).isEqualTo(3);
    }

    @Test
    void undoAndRedoGoThroughAllSteps() {
        History history = new History(Work.none());
        Work one = new Work(two(Overlap.OVERWRITE).without(2), Optional.empty());
        Work both = new Work(two(Overlap.OVERWRITE), Optional.empty());
        history.advance(one);
        history.advance(one);
        history.advance(both);
        assertThat(history.undo()).isTrue();
        assertThat(history.now()).isEqualTo(one);
        assertThat(history.undo()).isTrue();
        assertThat(history.now()).isEqualTo(Work.none());
        assertThat(history.undo()).isFalse();
        assertThat(history.redo()).isTrue();
        assertThat(history.now()).isEqualTo(one);
        history.advance(Work.none());
        assertThat(history.redo()).isFalse();
    }
}
