package org.samovar.evaluate.volume;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.samovar.image.VolumeMask;
import org.samovar.image.VolumeParts;
import org.samovar.predict.Progress;
import org.samovar.predict.SixOrientations;
import org.samovar.predict.SliceRange;
import org.samovar.predict.SliceSequence;
import org.samovar.prompt.PromptSet;

/** Answers of a network that looks at a volume six times: always at all of it, and anew after each correction. */
final class SixfoldAnswers implements VolumeSegmenter.Answers {
    private final VolumeView view;
    private final SixOrientations orientations;
    private final VolumeMask nothing;
    private final Map<Integer, Map<Integer, PromptSet>> said = new LinkedHashMap<>();
    private Map<Integer, VolumeMask> found = Map.of();

    SixfoldAnswers(VolumeView view, SixOrientations orientations) {
        this.view = view;
        this.orientations = orientations;
        SliceSequence slices = view.slices();
        this.nothing = VolumeMask.empty(slices.size(), slices.count());
    }

    @Override
    public void prompt(int object, int slice, PromptSet prompts) {
        said.computeIfAbsent(object, k -> new TreeMap<>())
                .put(slice, Corrections.of(prompts, mask(object).slice(slice)));
    }

    @Override
    public void propagate(SliceRange range, Progress progress) {
        List<SixOrientations.Prompted> prompts = new ArrayList<>();
        said.forEach((object, slices) ->
                slices.forEach((slice, set) -> prompts.add(new SixOrientations.Prompted(object, slice, set))));
        found =
                VolumeParts.byLabel(
                                orientations
                                        .segment(view.axis(), prompts, progress)
                                        .slices(view.axis(), 0),
                                1)
                        .stream()
                        .collect(Collectors.toMap(VolumeParts.Part::label, VolumeParts.Part::mask));
    }

    @Override
    public VolumeMask mask(int object) {
        return found.getOrDefault(object, nothing);
    }

    @Override
    public void close() {
        // sessions end with each look
    }
}
