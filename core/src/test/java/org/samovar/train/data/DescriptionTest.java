package org.samovar.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.RgbImage;
import org.samovar.image.Volume;
import org.samovar.image.io.Images;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Labels;
import org.samovar.image.io.Volumes;
import org.samovar.predict.Progress;

class DescriptionTest {
    @TempDir
    private Path folder;

    private void pair(String id, int label) {
        Images.write(RgbImage.of(4, 3, new byte[36]), folder.resolve("cells/images/" + id + ".png"));
        int[] labels = new int[12];
        labels[5] = label;
        Labels.write(LabelMap.of(4, 3, labels), folder.resolve("cells/labels/" + id + ".png"));
    }

    private void stack(String id, int slices) {
        VolumeGeometry geometry = VolumeGeometry.of(new Spacing(0.5, 0.5, 2, "mm"));
        Volumes.write(
                Volume.ofSlices(Collections.nCopies(slices, Image.gray(4, 3, new float[12])), Axis.Z, geometry),
                folder.resolve("cells/images/" + id + ".tif"));
        LabelMap labels = LabelMap.of(4, 3, new int[] {2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        LabelVolumes.write(
                LabelVolume.ofSlices(Collections.nCopies(slices, labels), Axis.Z, geometry),
                folder.resolve("cells/labels/" + id + ".tif"));
    }

    private Dataset described(LabelKind kind) {
        Description.write(folder.resolve("cells"), kind, folder.resolve("run/cells"), Progress.NONE);
        return Dataset.open(folder.resolve("run/cells"));
    }

    @Test
    void eachNumberThatOccursIsAClassAndTheFilesStayWhereTheyAre() {
        pair("a", 1);
        pair("b", 300);
        Dataset dataset = described(LabelKind.CLASSES);
        assertThat(dataset.info().name()).isEqualTo("cells");
        assertThat(dataset.info().classes()).isEqualTo(Map.of(1, "class 1", 300, "class 300"));
        assertThat(dataset.items(Split.TRAIN)).extracting(DatasetItem::id).containsExactly("a", "b");
        assertThat(dataset.items().get(1).labels().ids()).containsExactly(300);
        assertThat(folder.resolve("cells/dataset.json")).doesNotExist();
        assertThat(Description.images(folder.resolve("run/cells"))).isEqualTo(folder.resolve("cells/images"));
    }

    @Test
    void oneOfAFewIsHeldOutAndOfLessThanFourNone() {
        for (int i = 0; i < 3; i++) {
            pair("a" + i, 1);
        }
        assertThat(described(LabelKind.INSTANCES).items(Split.VALIDATION)).isEmpty();
        pair("a3", 1);
        assertThat(described(LabelKind.INSTANCES).items(Split.VALIDATION)).hasSize(1);
        for (int i = 4; i < 20; i++) {
            pair("a" + i, 1);
        }
        Dataset twenty = described(LabelKind.INSTANCES);
        assertThat(twenty.items(Split.VALIDATION)).hasSize(2);
        assertThat(twenty.items(Split.TRAIN)).hasSize(18);
    }

    @Test
    void stacksAreVolumesAndSinglePagesImages() {
        stack("deep", 5);
        stack("flat", 1);
        Dataset dataset = described(LabelKind.CLASSES);
        VolumeItem volume = dataset.volumes(Split.TRAIN).get(0);
        assertThat(volume.id()).isEqualTo("deep");
        assertThat(volume.volume().geometry().spacing().z()).isEqualTo(2);
        assertThat(dataset.items()).hasSize(6).extracting(DatasetItem::id).contains("flat", "deep@004");
    }

    @Test
    void aDescriptionCanBeReadOtherwise() throws IOException {
        pair("a", 3);
        Files.writeString(
                folder.resolve("cells/dataset.json"),
                "{'name': 'nuclei', 'kind': 'instances', 'split': {'train': ['a'], 'test': []}}");
        Dataset dataset = described(LabelKind.BINARY);
        assertThat(dataset.info().kind()).isEqualTo(LabelKind.BINARY);
        assertThat(dataset.info().name()).isEqualTo("nuclei");
        assertThat(dataset.items(Split.TRAIN)).hasSize(1);
    }

    @Test
    void whatHasNoLabelsIsNamedAndWhereNothingHasThisIsSaid() throws IOException {
        pair("a", 1);
        Images.write(RgbImage.of(4, 3, new byte[36]), folder.resolve("cells/images/b.png"));
        Files.writeString(folder.resolve("cells/labels/c.png"), "no image");
        Files.writeString(folder.resolve("cells/images/c.png"), "no image");
        Dataset dataset = described(LabelKind.CLASSES);
        assertThat(dataset.unusable()).containsOnlyKeys("b");
        assertThat(dataset.info().classes()).containsOnlyKeys(1);
        Files.delete(folder.resolve("cells/labels/a.png"));
        Files.delete(folder.resolve("cells/labels/c.png"));
        assertThatThrownBy(() -> described(LabelKind.CLASSES))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("No image in")
                .hasMessageContaining("has labels of the same name");
    }

    @Test
    void labelsWithoutAnyNumberAreNoClasses() {
        pair("a", 0);
        assertThatThrownBy(() -> described(LabelKind.CLASSES))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Nothing is labelled");
        assertThat(List.of(described(LabelKind.INSTANCES).items()).size()).isEqualTo(1);
    }
}
