package org.samovar.evaluate.volume;

import java.util.stream.IntStream;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.image.VolumeMask;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceListener;
import org.samovar.predict.SliceRange;
import org.samovar.predict.VolumeSession;
import org.samovar.prompt.PromptSet;

/** Answers of a session, which is closed with them. */
record SessionAnswers(VolumeSession session) implements VolumeSegmenter.Answers {
    @Override
    public void prompt(int object, int slice, PromptSet prompts) {
        session.prompt(object, slice, prompts);
    }

    @Override
    public void propagate(SliceRange range, Progress progress) {
        session.propagate(range, SliceListener.NONE, progress);
    }

    @Override
    public VolumeMask mask(int object) {
        RunLengthMask nothing = RunLengthMask.of(Mask.empty(session.slices().size()));
        return VolumeMask.of(IntStream.range(0, session.slices().count())
                .mapToObj(slice -> session.mask(object, slice).orElse(nothing))
                .toList());
    }

    @Override
    public void close() {
        session.close();
    }
}
