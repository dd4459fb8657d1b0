package org.samovar.evaluate.volume;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.samovar.evaluate.SimulatedClicks;
import org.samovar.image.RunLengthMask;
import org.samovar.image.VolumeMask;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.PromptSet;

/** A user who knows one object of a volume, prompts it and corrects what comes back, always in the same way. */
final class VolumeUser {
    private final int object;
    private final VolumeMask truth;
    private final Map<Integer, PromptSet> said = new HashMap<>();

    /** @param object its number in answers */
    VolumeUser(int object, VolumeMask truth) {
        this.object = object;
        this.truth = truth;
    }

    /** The first prompts. */
    void begin(VolumeProtocol protocol, VolumeSegmenter.Answers answers) {
        for (int slice : protocol.slices().of(truth)) {
            say(slice, protocol.prompt().of(truth.slice(slice).toMask()), answers);
        }
    }

    /**
     * Clicks on the deepest point of the larger error region of the slice with the largest error.
     *
     * @param answer what was found of the object
     * @return whether there was an error
     */
    boolean correct(VolumeMask answer, VolumeSegmenter.Answers answers) {
        int worst = worstSlice(answer);
        Optional<PointPrompt> click = SimulatedClicks.correcting(
                truth.slice(worst).toMask(), answer.slice(worst).toMask());
        click.ifPresent(
                c -> say(worst, said.getOrDefault(worst, PromptSet.none()).with(c), answers));
        return click.isPresent();
    }

    private int worstSlice(VolumeMask answer) {
        int worst = 0;
        for (int slice = 1; slice < truth.count(); slice++) {
            worst = error(answer, slice) > error(answer, worst) ? slice : worst;
        }
        return worst;
    }

    /** Wrong pixels of a slice. */
    private int error(VolumeMask answer, int slice) {
        RunLengthMask meant = truth.slice(slice);
        RunLengthMask found = answer.slice(slice);
        return meant.area() + found.area() - 2 * meant.overlap(found);
    }

    private void say(int slice, PromptSet prompts, VolumeSegmenter.Answers answers) {
        said.put(slice, prompts);
        answers.prompt(object, slice, prompts);
    }

    /** Share of the object's slices that have been prompted. */
    double promptedShare() {
        return (double) said.size() / truth.occupied().size();
    }
}
