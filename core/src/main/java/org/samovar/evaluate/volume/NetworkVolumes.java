package org.samovar.evaluate.volume;

import java.util.Map;
import java.util.function.Function;
import org.samovar.predict.SixOrientations;
import org.samovar.predict.VolumeSession;

/**
 * A network that follows objects as it does for users.
 *
 * @param label in reports
 * @param settings what reports say about how it follows
 * @param answers about the volume of a view
 */
public record NetworkVolumes(String label, Map<String, String> settings, Function<VolumeView, Answers> answers)
        implements VolumeSegmenter {
    public NetworkVolumes {
        settings = Map.copyOf(settings);
    }

    /** In one orientation, by a session on the slices of a view. */
    public static NetworkVolumes along(
            String label, Map<String, String> settings, Function<VolumeView, VolumeSession> sessions) {
        return new NetworkVolumes(label, settings, sessions.andThen(SessionAnswers::new));
    }

    /** In six orientations of the volume of a view; always all of it, and anew after each correction. */
    public static NetworkVolumes sixfold(
            String label, Map<String, String> settings, Function<VolumeView, SixOrientations> orientations) {
        return new NetworkVolumes(label, settings, view -> new SixfoldAnswers(view, orientations.apply(view)));
    }

    @Override
    public Answers open(VolumeView view) {
        return answers.apply(view);
    }
}
