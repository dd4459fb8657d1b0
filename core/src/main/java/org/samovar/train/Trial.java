package org.samovar.train;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the first steps of a run took, and where their gradients came by. Parameters are named by their keys.
 *
 * @param steps how many
 * @param trained number of values that are trained
 * @param all number of values that the network has
 * @param loss of the last step; NaN without steps
 * @param seconds of the longest step, without its data
 * @param missed parameters that are trained and that no gradient reached, though the loss should depend on them
 * @param withoutEffect parameters of published networks that are trained and that no gradient can reach, with the reason
 * @param waiting parameters that are trained and that have their turn in another step
 * @param still parameters that got a gradient of zeros alone, as those behind a layer that begins with zeros do
 * @param strayed parameters that are frozen and got a gradient
 */
public record Trial(
        int steps,
        long trained,
        long all,
        double loss,
        double seconds,
        List<String> missed,
        Map<String, String> withoutEffect,
        List<String> waiting,
        List<String> still,
        List<String> strayed) {
    public Trial {
        missed = List.copyOf(missed);
        withoutEffect = Collections.unmodifiableMap(new TreeMap<>(withoutEffect));
        waiting = List.copyOf(waiting);
        still = List.copyOf(still);
        strayed = List.copyOf(strayed);
    }

    Trial(int steps, long trained, long all, double loss, double seconds, GradientReach reach) {
        this(
                steps,
                trained,
                all,
                loss,
                seconds,
                reach.missed(),
                reach.withoutEffect(),
                reach.waiting(),
                reach.still(),
                reach.strayed());
    }

    /** Whether gradients reached exactly what is trained, as far as these steps had use for it. */
    public boolean isSound() {
        return missed.isEmpty() && strayed.isEmpty();
    }
}
