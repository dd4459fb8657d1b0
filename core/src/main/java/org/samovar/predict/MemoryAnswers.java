package org.samovar.predict;

import java.util.List;
import java.util.Optional;
import org.samovar.geometry.ModelFrame;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.image.Resampling;
import org.samovar.model.MaskPrediction;
import org.samovar.model.sam2.FramePrompt;
import org.samovar.model.sam2.FrameResult;
import org.samovar.tensor.Tensors;

/** What the step from frame to frame says about one object, as candidates, and masks as it takes them. */
final class MemoryAnswers {
    private MemoryAnswers() {}

    /** Every mask that was offered, or the empty one where the network sees no object. */
    static Candidates all(WindowDecoder decoder, ModelFrame frame, FrameResult result) {
        if (!(result.objectScore().item() > 0)) {
            return Candidates.ofBest(List.of(best(decoder, frame, result)));
        }
        return Candidates.ofBest(
                decoder.candidates(List.of(frame), result.candidates()).get(0));
    }

    /** The mask that is remembered; empty where the network sees no object. */
    static Candidate best(WindowDecoder decoder, ModelFrame frame, FrameResult result) {
        MaskPrediction one = new MaskPrediction(result.logits(), result.iou(), Optional.empty());
        return decoder.candidates(List.of(frame), one).get(0).get(0);
    }

    /**
     * A mask of the whole image at the size of the network's input, cut at one half as the published predictor cuts it; where nothing
     * reaches one half, the fullest cells are left, as a tiny object is not an absent one.
     */
    static FramePrompt given(Mask mask, ModelFrame frame) {
        Mask seen = mask.crop(frame.window());
        float[] plane = new float[seen.size().pixels()];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = seen.pixels()[i] ? 1 : 0;
        }
        Size content = frame.content();
        float[] resized = Resampling.bilinearAntialiased(plane, seen.size(), content);
        float fullest = 0;
        for (float coverage : resized) {
            fullest = Math.max(fullest, coverage);
        }
        float cut = mask.isEmpty() ? 1 : Math.min(0.5f, fullest);
        int side = frame.side();
        float[] input = new float[side * side];
        for (int y = 0; y < content.height(); y++) {
            for (int x = 0; x < content.width(); x++) {
                input[y * side + x] = resized[y * content.width() + x] >= cut ? 1 : 0;
            }
        }
        return new FramePrompt.Given(Tensors.of(input, 1, 1, side, side));
    }
}
