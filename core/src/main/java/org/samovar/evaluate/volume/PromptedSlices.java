package org.samovar.evaluate.volume;

import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.UserError;
import org.samovar.image.VolumeMask;

/** Which slices of an object the simulated user prompts. */
public sealed interface PromptedSlices {
    /** The slices to prompt, ascending, of an object with at least one voxel. */
    List<Integer> of(VolumeMask object);

    /** The slice on which it is largest, of several the first. */
    record Largest() implements PromptedSlices {
        @Override
        public List<Integer> of(VolumeMask object) {
            int best = 0;
            for (int slice = 1; slice < object.count(); slice++) {
                best = object.slice(slice).area() > object.slice(best).area() ? slice : best;
            }
            return List.of(best);
        }

        @Override
        public String toString() {
            return "largest";
        }
    }

    /** The middle one of the slices that it is on. */
    record Middle() implements PromptedSlices {
        @Override
        public List<Integer> of(VolumeMask object) {
            List<Integer> slices = object.occupied();
            return List.of(slices.get((slices.size() - 1) / 2));
        }

        @Override
        public String toString() {
            return "middle";
        }
    }

    /**
     * One of so many that it is on, so that none is further than half as many away from one; the middle one where it is on fewer.
     *
     * @param step at least 1
     */
    record Every(int step) implements PromptedSlices {
        public Every {
            if (step < 1) {
                throw new UserError("Every " + step + "th slice is none: the step must be at least 1.");
            }
        }

        @Override
        public List<Integer> of(VolumeMask object) {
            List<Integer> slices = object.occupied();
            if (slices.size() < step) {
                return new Middle().of(object);
            }
            List<Integer> out = new ArrayList<>();
            for (int i = (step - 1) / 2; i < slices.size(); i += step) {
                out.add(slices.get(i));
            }
            return out;
        }

        @Override
        public String toString() {
            return Integer.toString(step);
        }
    }

    /** From {@code largest}, {@code middle} or a number, for every so many. @throws UserError for anything else */
    static PromptedSlices parse(String text) {
        return switch (text) {
            case "largest" -> new Largest();
            case "middle" -> new Middle();
            default -> {
                try {
                    yield new Every(Integer.parseInt(text));
                } catch (NumberFormatException e) {
                    throw new UserError("'" + text + "' is none of largest, middle or a number, for every so many.", e);
                }
            }
        };
    }
}
