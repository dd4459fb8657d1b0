package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samovar.catalog.LoadedModel;
import org.samovar.catalog.Models;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Box;
import org.samovar.image.IntensityRule;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;
import org.samovar.image.Volume;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Volumes;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.Weights;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PromptSet;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Tensor;
import org.samovar.testing.Shared;
import org.samovar.testing.SmallVideoNetwork;

/** Sessions on a real volume, and on a long one. */
class VolumeSessionIT {
    /** A volume of a training split, by which the settings were chosen. */
    @Test
    void oneBoxFindsACellByProjectionBetterThanItsMaskCarriedOn() {
        Volume volume = Volumes.read(Shared.require("data", "plant_cells", "images", "ovule_cells.nii.gz"));
        List<Mask> truth = new ArrayList<>();
        LabelVolumes.read(Shared.require("data", "plant_cells", "labels", "ovule_cells.nii.gz"))
                .slices(Axis.Z, 0)
                .forEach(slice -> truth.add(slice.mask(50)));
        int middle = IntStream.range(0, truth.size())
                .boxed()
                .max(Comparator.comparingInt(z -> truth.get(z).area()))
                .orElseThrow();
        Box box = truth.get(middle).boundingBox().orElseThrow();
        SliceSequence slices = SliceSequence.of(volume, Axis.Z, 0, new IntensityRule.AsIs());
        try (LoadedModel model = Models.open("samovar-nano", DeviceChoice.CPU, Precision.FLOAT32);
                VolumeSession session =
                        model.session(slices, model.volumeSettings().with(Propagation.Projection.standard()))) {
            Mask first = session.prompt(1, middle, PromptSet.of(new BoxPrompt(box)))
                    .chosen()
                    .mask();
            session.propagate(SliceRange.all(slices), SliceListener.NONE, Progress.NONE);
            List<Mask> found = IntStream.range(0, slices.count())
                    .mapToObj(i -> session.mask(1, i).map(RunLengthMask::toMask).orElseThrow())
                    .toList();
            List<Mask> carried =
                    truth.stream().map(mask -> mask.isEmpty() ? mask : first).toList();
            assertThat(dice(found, truth)).isGreaterThan(0.8).isGreaterThan(dice(carried, truth));
        }
    }

    private static double dice(List<Mask> found, List<Mask> truth) {
        long both = 0;
        long sum = 0;
        for (int i = 0; i < truth.size(); i++) {
            both += found.get(i).overlap(truth.get(i));
            sum += found.get(i).area() + (long) truth.get(i).area();
        }
        return 2.0 * both / sum;
    }

    @Test
    void aLongVolumeTakesNoMoreTensorsThanAShortOne() {
        RgbImage image = Pictures.of(Stacks.square(3));
        SliceSequence slices =
                SliceSequence.of(IntStream.range(0, 300).mapToObj(i -> image).toList());
        Sam2 network = SmallVideoNetwork.create();
        Set<Long> live = new HashSet<>();
        try (Weights weights = SmallVideoNetwork.alwaysPresent(network, 3);
                VolumeSession session = VolumeSession.open(
                        network, slices, VolumeSettings.published().inTime())) {
            session.give(1, 0, Stacks.square(3));
            session.give(2, 0, Stacks.square(5));
            session.propagate(
                    SliceRange.all(slices),
                    (slice, found) -> {
                        if (slice > 40) {
                            live.add(Tensor.live());
                        }
                    },
                    Progress.NONE);
            assertThat(session.mask(2, 299)).isPresent();
        }
        assertThat(live).hasSize(1);
    }
}
