package org.samovar.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Axis;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.train.data.InventedDataset.Size;

class InventedDatasetTest {
    @TempDir
    private Path folder;

    private Dataset written(LabelKind kind, int labels, Size size) {
        new InventedDataset("made", kind, labels, size, 2).write(folder);
        return Dataset.open(folder.resolve("made"));
    }

    @Test
    void eachImageShowsAnObjectOfEachClass() {
        Dataset made = written(LabelKind.CLASSES, 5, new Size(3, 1, 60, 50));
        assertThat(made.info().classes()).hasSize(5);
        assertThat(made.items(Split.TRAIN)).hasSize(2);
        DatasetItem item = made.items().get(0);
        assertThat(item.image().size()).hasToString(item.labels().size().toString());
        assertThat(item.labels().ids()).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(Objects.of(item.labels(), LabelKind.CLASSES).all()).hasSize(5);
    }

    @Test
    void instancesHaveIdsOfTheirOwn() {
        Dataset made = written(LabelKind.INSTANCES, 3, new Size(1, 1, 40, 40));
        assertThat(made.info().kind()).isEqualTo(LabelKind.INSTANCES);
        assertThat(made.items().get(0).labels().ids()).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void volumesHaveTheirClassesOnAllSlices() {
        Dataset made = written(LabelKind.CLASSES, 2, new Size(1, 4, 32, 24));
        VolumeItem volume = made.volumes(Split.TRAIN).get(0);
        assertThat(volume.volume().size().depth()).isEqualTo(4);
        List<LabelMap> slices = volume.labels().slices(Axis.Z, 0);
        assertThat(slices).allSatisfy(slice -> assertThat(slice.ids()).containsExactlyInAnyOrder(1, 2));
    }

    @Test
    void manyModalitiesAreChannelsOfAVolume() {
        Dataset made = written(LabelKind.CLASSES, 2, new Size(4, 2, 16, 16));
        Image slice = made.volumes(Split.TRAIN).get(0).volume().slice(Axis.Z, 1, 0);
        assertThat(slice.channels()).isEqualTo(4);
    }
}
