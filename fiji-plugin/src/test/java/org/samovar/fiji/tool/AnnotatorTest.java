package org.samovar.fiji.tool;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.samovar.fiji.model.FakeModels;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.object.Draft;
import org.samovar.fiji.object.ImageObject;
import org.samovar.fiji.object.ObjectTable;
import org.samovar.fiji.object.Overlap;
import org.samovar.fiji.object.Work;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PointPrompt;

class AnnotatorTest {
    private static final ToolSettings SETTINGS = new ToolSettings(
            "first", Stroke.BOX, Overlap.NEVER_OVERWRITE, ToolSettings.Manager.LEAVE, ToolSettings.Preview.ON);

    private final FakeModels models = new FakeModels();
    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final Seen board = new Seen();
    private final ImagePlus image = IJ.createImage("cells", "8-bit black", 60, 40, 3);
    private final Annotator annotator = new Annotator(image, new ModelHost(models), events::add, board, SETTINGS);

    /** What a user would see. */
    private static final class Seen implements Board {
        private Optional<Shown> answer = Optional.empty();
        private Optional<Roi> preview = Optional.empty();
        private final List<Integer> accepted = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private ObjectTable table = ObjectTable.empty();

        @Override
        public void show(Work work, Optional<Shown> found) {
            answer = found;
        }

        @Override
        public void preview(Optional<Roi> outline) {
            preview = outline;
        }

        @Override
        public void changed(ObjectTable before, ObjectTable after) {
            assertThat(before).isEqualTo(table);
            table = after;
        }

        @Override
        public void accepted(Shown shown) {
            accepted.add(shown.draft().id());
        }

        @Override
        public void tell(String message) {
            told.add(message);
        }

        @Override
        public void failed(Throwable problem) {
            told.add(problem.getMessage());
        }
    }

    /** Does what the event thread would until something holds. */
    private void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            try {
                Runnable event = events.poll(20, TimeUnit.SECONDS);
                assertThat(event).as("something happens").isNotNull();
                event.run();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private int area() {
        until(() -> board.answer.isPresent());
        return board.answer.get().answer().chosen().mask().area();
    }

    private String said() {
        return annotator.work().draft().map(draft -> draft.said().toString()).orElse("");
    }

    private void acceptBox(double x0, double y0, double x1, double y1) {
        int before = board.accepted.size();
        annotator.say(new BoxPrompt(new Box(x0, y0, x1, y1)));
        annotator.accept();
        until(() -> board.accepted.size() > before);
    }

    @Test
    void aClickIsAnsweredByThreeMasksBetweenWhichTheUserGoes() {
        annotator.say(PointPrompt.positive(20, 20));
        assertThat(area()).isEqualTo(25);
        annotator.cycle(1);
        assertThat(area()).isEqualTo(81);
        annotator.cycle(1);
        assertThat(area()).isEqualTo(1);
        annotator.choose(2);
        assertThat(area()).isEqualTo(81);
        annotator.choose(7);
        assertThat(said()).isEqualTo("point 20,20,+ #3");
    }

    @Test
    void theLastPromptIsTakenBack() {
        annotator.say(PointPrompt.positive(20, 20));
        annotator.say(new BoxPrompt(new Box(10, 10, 30, 30)));
        assertThat(area()).isEqualTo(400);
        annotator.takeBack();
        assertThat(area()).isEqualTo(25);
        annotator.takeBack();
        assertThat(annotator.work()).isEqualTo(Work.none());
        annotator.takeBack();
        assertThat(annotator.work()).isEqualTo(Work.none());
    }

    @Test
    void whatIsAcceptedBeforeTheModelHasAnsweredIsAcceptedThen() {
        acceptBox(0, 0, 10, 10);
        assertThat(board.table.objects()).hasSize(1);
        ImageObject object = board.table.objects().get(0);
        assertThat(object.mask().area()).isEqualTo(100);
        assertThat(object.said()).hasToString("box 0,0,10,10");
        assertThat(object.model()).isEqualTo("first");
        assertThat(annotator.work().draft()).isEmpty();
    }

    @Test
    void undoGoesBackAcrossObjectsAndSlices() {
        acceptBox(0, 0, 10, 10);
        image.setSlice(3);
        acceptBox(20, 20, 30, 30);
        image.setSlice(1);
        annotator.undo();
        assertThat(said()).isEqualTo("box 20,20,30,30");
        assertThat(image.getCurrentSlice()).isEqualTo(3);
        assertThat(board.table.objects()).hasSize(1);
        annotator.undo();
        assertThat(said()).isEmpty();
        annotator.undo();
        assertThat(said()).isEqualTo("box 0,0,10,10");
        assertThat(image.getCurrentSlice()).isEqualTo(1);
        assertThat(board.table.objects()).isEmpty();
        annotator.undo();
        annotator.undo();
        assertThat(board.told).contains("there is nothing to undo");
        annotator.redo();
        annotator.redo();
        assertThat(board.table.objects()).hasSize(1);
    }

    @Test
    void aClickOnAnotherSliceAcceptsTheObjectInWork() {
        annotator.say(PointPrompt.positive(20, 20));
        assertThat(area()).isEqualTo(25);
        image.setSlice(2);
        annotator.say(PointPrompt.positive(30, 30));
        assertThat(board.accepted).containsExactly(1);
        assertThat(annotator.work().draft().map(Draft::id)).contains(2);
    }

    @Test
    void aClickOnAnotherSliceWaitsForTheObjectInWork() {
        annotator.say(PointPrompt.positive(20, 20));
        image.setSlice(2);
        annotator.say(PointPrompt.positive(30, 30));
        until(() -> said().equals("point 30,30,+"));
        assertThat(board.table.objects())
                .extracting(object -> object.said().toString())
                .containsExactly("point 20,20,+");
        assertThat(annotator.work().draft().map(draft -> draft.position().z())).contains(2);
        assertThat(image.getCurrentSlice()).isEqualTo(2);
    }

    @Test
    void anObjectThatIsSelectedWaitsForTheOneInWork() {
        acceptBox(0, 0, 10, 10);
        annotator.say(PointPrompt.positive(20, 20));
        annotator.edit(1);
        until(() -> said().equals("box 0,0,10,10"));
        assertThat(board.table.objects()).hasSize(2);
    }

    @Test
    void anAcceptedObjectComesBackWithItsPromptsAndIsChanged() {
        acceptBox(0, 0, 10, 10);
        acceptBox(20, 20, 30, 30);
        annotator.edit(1);
        assertThat(said()).isEqualTo("box 0,0,10,10");
        annotator.replace(0, new BoxPrompt(new Box(0, 0, 12, 10)));
        assertThat(area()).isEqualTo(120);
        annotator.accept();
        assertThat(board.table.objects()).extracting(ImageObject::id).containsExactly(1, 2);
        assertThat(board.table.objects().get(0).mask().area()).isEqualTo(120);
        annotator.edit(2);
        annotator.drop();
        assertThat(board.table.objects()).hasSize(2);
        annotator.edit(2);
        annotator.delete();
        assertThat(board.table.objects()).extracting(ImageObject::id).containsExactly(1);
        assertThat(annotator.work().draft()).isEmpty();
    }

    @Test
    void anotherModelAnswersAnew() {
        annotator.say(PointPrompt.positive(20, 20));
        assertThat(area()).isEqualTo(25);
        annotator.use(new ToolSettings(
                "second", Stroke.BOX, Overlap.OVERWRITE, ToolSettings.Manager.LEAVE, ToolSettings.Preview.ON));
        until(() -> annotator.answer().isPresent());
        assertThat(annotator.answer().get().model()).isEqualTo("second");
    }

    @Test
    void aPromptThatMakesNoSenseIsToldAndTakenBack() {
        annotator.say(PointPrompt.positive(20, 20));
        assertThat(area()).isEqualTo(25);
        annotator.say(PointPrompt.positive(200, 20));
        until(() -> said().equals("point 20,20,+"));
        assertThat(board.told).anyMatch(text -> text.contains("outside the image"));
    }

    @Test
    void aModelThatIsNotThereIsTold() {
        annotator.use(new ToolSettings(
                "third", Stroke.BOX, Overlap.OVERWRITE, ToolSettings.Manager.LEAVE, ToolSettings.Preview.ON));
        annotator.say(PointPrompt.positive(20, 20));
        until(() -> annotator.work().draft().isEmpty());
        assertThat(board.told).contains("There is no model third.");
    }

    @Test
    void anOutlineFollowsTheMouseUntilSomethingIsInWork() {
        annotator.hover(new ImagePoint(20, 20));
        until(() -> board.preview.isPresent());
        assertThat(board.preview.get().getBounds().x).isEqualTo(18);
        annotator.hover(new ImagePoint(30, 20));
        until(() -> board.preview.get().getBounds().x == 28);
        annotator.leave();
        assertThat(board.preview).isEmpty();
        annotator.say(PointPrompt.positive(20, 20));
        annotator.hover(new ImagePoint(40, 20));
        assertThat(area()).isEqualTo(25);
        assertThat(board.preview).isEmpty();
    }

    @Test
    void nothingFoundIsNothingToAccept() {
        annotator.say(new BoxPrompt(new Box(-5, -5, 0.2, 0.2)));
        annotator.accept();
        until(() -> board.answer.isPresent());
        assertThat(board.told).anyMatch(text -> text.contains("nothing to accept"));
        assertThat(board.table.objects()).isEmpty();
    }
}
