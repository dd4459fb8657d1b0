package org.samovar.evaluate.volume;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.samovar.evaluate.PromptKind;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;

/**
 * What the simulated user does with the objects of a volume.
 *
 * @param prompt what is drawn
 * @param slices on which slices of the object
 * @param extent how far objects are followed
 * @param corrections rounds after the first prompts, in each of which the deepest point of the larger error region is clicked on the slice
 *     with the largest error of the object; at least 0
 * @param axis of the slices; empty for that of the dataset
 */
public record VolumeProtocol(
        PromptKind prompt, PromptedSlices slices, Extent extent, int corrections, Optional<Axis> axis) {
    /** A box on the largest slice, as the dataset has its slices, and no word after that. */
    public static final VolumeProtocol STANDARD =
            new VolumeProtocol(PromptKind.BOX, new PromptedSlices.Largest(), Extent.ALL, 0, Optional.empty());

    public VolumeProtocol {
        if (corrections < 0) {
            throw new UserError("There cannot be " + corrections + " corrections.");
        }
    }

    public VolumeProtocol with(PromptedSlices other) {
        return new VolumeProtocol(prompt, other, extent, corrections, axis);
    }

    /** By name, for reports; the caller may add to it. */
    Map<String, String> settings() {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("prompt", prompt.toString());
        out.put("slices", slices.toString());
        out.put("range", extent.toString());
        out.put("corrections", Integer.toString(corrections));
        axis.ifPresent(a -> out.put("axis", a.name().toLowerCase(Locale.ROOT)));
        return out;
    }
}
