package org.samovar.evaluate.volume;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.image.VolumeMask;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceListener;
import org.samovar.predict.SliceRange;
import org.samovar.predict.VolumeSession;
import org.samovar.prompt.PromptSet;

/** A network that follows objects through its session, as it does for users. */
public final class NetworkVolumes implements VolumeSegmenter {
    private final String label;
    private final Map<String, String> settings;
    private final Function<VolumeView, VolumeSession> sessions;

    /**
     * @param label in reports
     * @param settings what reports say about how it follows
     * @param sessions opens a session on the slices of a view
     */
    public NetworkVolumes(String label, Map<String, String> settings, Function<VolumeView, VolumeSession> sessions) {
        this.label = label;
        this.settings = Map.copyOf(settings);
        this.sessions = sessions;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public Answers open(VolumeView view) {
        return new SessionAnswers(sessions.apply(view));
    }

    private record SessionAnswers(VolumeSession session) implements Answers {
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
}
