package org.samovar.fiji.tool;

import ij.IJ;
import ij.ImagePlus;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.samovar.fiji.convert.MaskRois;
import org.samovar.fiji.convert.Position;
import org.samovar.fiji.model.Asking;
import org.samovar.fiji.model.Segmenter;
import org.samovar.fiji.object.ImageObject;
import org.samovar.fiji.object.ObjectTable;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.Conversation;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;

/**
 * What the tool does when the mouse moves, a preview comes and an object is accepted, done once where nobody sees it. Otherwise the event thread loads the classes and chooses the
 * colours for it, while the user waits.
 */
final class Rehearsal {
    private static final Size SIZE = new Size(8, 8);

    private Rehearsal() {}

    /** Takes a fraction of a second the first time. No model is asked, and nothing is left of it: no window, no ROI, no journal. */
    static void play(ToolSettings settings) {
        ToolSettings unseen = settings.withoutManager();
        ImagePlus image = IJ.createImage("rehearsal", "8-bit black", SIZE.width(), SIZE.height(), 1);
        ImageBoard board = new ImageBoard(image, () -> unseen, table -> {});
        Annotator annotator = new Annotator(image, new Nobody(), Runnable::run, board, unseen);
        PointPrompt click = Gesture.click(1, 2, Polarity.POSITIVE);
        annotator.hover(click.point());
        RunLengthMask mask = RunLengthMask.of(Mask.where(SIZE, (x, y) -> x < y));
        board.preview(MaskRois.outline(mask));
        Conversation said = Conversation.none().with(click);
        ImageObject object = new ImageObject(1, Position.shown(image), said, unseen.model(), 1, mask);
        annotator.restore(ObjectTable.empty().with(object, unseen.overlap()));
        ManagedRois.of(object, image);
    }

    /** Never answers. */
    private static final class Nobody implements Asking {
        @Override
        public <T> CompletableFuture<T> later(String model, Function<Segmenter, T> work) {
            return new CompletableFuture<>();
        }
    }
}
