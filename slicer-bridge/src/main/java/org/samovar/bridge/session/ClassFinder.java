package org.samovar.bridge.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.samovar.bridge.plane.AxisPlane;
import org.samovar.bridge.plane.SeenVolume;
import org.samovar.bridge.plane.VoxelPatch;
import org.samovar.catalog.LoadedSemantic;
import org.samovar.catalog.LoadedSupport;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceSequence;
import org.samovar.predict.semantic.Mirroring;
import org.samovar.predict.support.SupportSession;

/** Finds classes without prompts. Used on the thread of networks alone. */
public final class ClassFinder {
    private final OpenModels models;

    public ClassFinder(OpenModels models) {
        this.models = models;
    }

    /** Hears where a class is. */
    @FunctionalInterface
    public interface ClassPatches {
        /** @param frame point in time */
        void found(String name, int frame, VoxelPatch patch);
    }

    /**
     * All classes of a prompt-free system.
     *
     * @return voxels of each class, at all points in time
     * @throws UserError when there is no such system, or the volume has other channels than it looks at
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public Map<String, Long> classes(String model, SeenVolume volume, Progress progress, ClassPatches patches) {
        LoadedSemantic system = models.system(model);
        LabelVolume labels = system.segmenter(Mirroring.NONE).segment(volume.volume(), progress);
        List<String> names = system.spec().classes();
        Map<String, Long> voxels = new LinkedHashMap<>();
        names.forEach(name -> voxels.put(name, 0L));
        for (int frame = 0; frame < labels.size().frames(); frame++) {
            for (int k = 0; k < labels.size().depth(); k++) {
                AxisPlane plane = new AxisPlane(Axis.Z, k, frame);
                for (Map.Entry<Integer, RunLengthMask> one :
                        labels.slice(Axis.Z, k, frame).runs().entrySet()) {
                    String name = names.get(one.getKey() - 1);
                    voxels.merge(name, (long) one.getValue().area(), Long::sum);
                    patches.found(name, frame, plane.in(volume).patch(one.getValue()));
                }
            }
        }
        return voxels;
    }

    /**
     * What was drawn on some slices, on all others.
     *
     * @return slices that were looked at
     * @throws UserError when there is no such model, nothing was drawn, or segments overlap
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public int support(
            String model, SeenVolume volume, Axis axis, List<Example> examples, Progress progress, Patches patches) {
        SliceSequence slices = volume.slices(axis, 0);
        Set<String> keys = new LinkedHashSet<>();
        examples.forEach(example -> keys.addAll(example.masks().keySet()));
        List<String> classes = new ArrayList<>(keys);
        LoadedSupport network = models.support(model);
        Set<Integer> drawn = examples.stream().map(Example::index).collect(Collectors.toSet());
        try (SupportSession session = network.session(network.settings())) {
            for (Example example : examples) {
                session.add(slices.image(example.index()), labels(example, classes, slices.size()));
            }
            List<LabelMap> found = session.segment(slices, progress);
            for (int slice = 0; slice < found.size(); slice++) {
                if (!drawn.contains(slice)) {
                    tell(found.get(slice), new AxisPlane(axis, slice, 0), classes, volume, patches);
                }
            }
            return found.size() - drawn.size();
        }
    }

    private static void tell(
            LabelMap labels, AxisPlane plane, List<String> classes, SeenVolume volume, Patches patches) {
        Map<Integer, RunLengthMask> runs = labels.runs();
        for (int i = 0; i < classes.size(); i++) {
            RunLengthMask mask =
                    Optional.ofNullable(runs.get(i + 1)).orElseGet(() -> RunLengthMask.of(Mask.empty(labels.size())));
            patches.found(classes.get(i), 0, plane, plane.in(volume).patch(mask));
        }
    }

    /** Each segment by its number in the list, from 1. */
    private static LabelMap labels(Example example, List<String> classes, Size size) {
        int[] labels = new int[size.pixels()];
        example.masks().forEach((key, mask) -> {
            int id = classes.indexOf(key) + 1;
            for (int i = 0; i < labels.length; i++) {
                if (mask[i] && labels[i] != 0) {
                    throw new UserError(
                            "Segments overlap on slice " + example.index() + ".",
                            "Each voxel of an example can belong to one segment alone.");
                }
                labels[i] = mask[i] ? id : labels[i];
            }
        });
        return LabelMap.of(size.width(), size.height(), labels);
    }
}
