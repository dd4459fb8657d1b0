package org.samovar.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.image.VolumeParts;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;
import org.samovar.testing.Shared;

class DatasetTest {
    @TempDir
    private Path folder;

    private void image(String id) {
        Images.write(RgbImage.of(4, 3, new byte[36]), folder.resolve("images").resolve(id + ".png"));
    }

    private void labels(String id, int... values) {
        Labels.write(LabelMap.of(4, 3, values), folder.resolve("labels").resolve(id + ".png"));
    }

    private void describe(String json) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("dataset.json"), json);
    }

    @Test
    void itemsComeWithTheirSplitsAndLabels() throws IOException {
        image("a");
        labels("a", 0, 0, 2, 2, 0, 0, 0, 0, 1, 0, 0, 0);
        describe("{'name':'x','kind':'classes','classes':{'1':'one','2':'two'},'split':{'train':[],'test':['a']}}");
        Dataset dataset = Dataset.open(folder);
        assertThat(dataset.info().classes()).containsEntry(2, "two");
        DatasetItem item = dataset.items(Split.TEST).get(0);
        assertThat(item.image().width()).isEqualTo(4);
        assertThat(item.labels().get(2, 0)).isEqualTo(2);
        assertThat(dataset.items(Split.TRAIN)).isEmpty();
    }

    @Test
    void everyTenthTrainingItemIsHeldOutAndNoTestItem() throws IOException {
        List<String> ids = IntStream.range(0, 40).mapToObj(i -> "id" + i).toList();
        ids.forEach(this::image);
        ids.forEach(id -> labels(id, new int[12]));
        String train = ids.subList(0, 30).stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
        String test = ids.subList(30, 40).stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
        describe("{'kind':'instances','split':{'train':[" + train + "],'test':[" + test + "]}}");
        Dataset dataset = Dataset.open(folder);
        assertThat(dataset.items(Split.VALIDATION)).hasSize(3);
        assertThat(dataset.items(Split.TRAIN)).hasSize(27);
        assertThat(dataset.items(Split.TEST))
                .extracting(DatasetItem::id)
                .containsExactlyElementsOf(ids.subList(30, 40));
        assertThat(Dataset.open(folder).items(Split.VALIDATION))
                .extracting(DatasetItem::id)
                .containsExactlyElementsOf(dataset.items(Split.VALIDATION).stream()
                        .map(DatasetItem::id)
                        .toList());
    }

    @Test
    void whatIsHeldOutCanBeNamed() throws IOException {
        for (String id : List.of("a", "b", "c")) {
            image(id);
            labels(id, new int[12]);
        }
        describe("{'kind':'instances','split':{'train':['a','b'],'validation':['c'],'test':[]}}");
        Dataset dataset = Dataset.open(folder);
        assertThat(dataset.items(Split.TRAIN)).extracting(DatasetItem::id).containsExactly("a", "b");
        assertThat(dataset.items(Split.VALIDATION)).extracting(DatasetItem::id).containsExactly("c");
    }

    @Test
    void imagesAndLabelsMayBeElsewhere() throws IOException {
        image("a");
        labels("a", new int[12]);
        Path other = Files.createDirectories(folder.resolve("other"));
        String images = folder.resolve("images").toString().replace("\\", "/");
        Files.writeString(
                other.resolve("dataset.json"),
                "{'images':'" + images + "','labels':'../labels','split':{'train':['a'],'test':[]}}");
        assertThat(Dataset.open(other).items(Split.TRAIN).get(0).labels().ids()).isEmpty();
    }

    @Test
    void theBackgroundIsNoClassEvenWhereItHasAName() throws IOException {
        image("a");
        labels("a", 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        describe(
                "{\"kind\": \"classes\", \"classes\": {\"0\": \"background\", \"1\": \"liver\"}, \"split\": {\"train\": [\"a\"]}}");
        assertThat(Dataset.open(folder).info().classes()).containsOnly(Map.entry(1, "liver"));
    }

    @Test
    void anImageWithSeveralPairsIsSeveralItems() throws IOException {
        image("a");
        labels("a__x", new int[12]);
        labels("a__y", new int[12]);
        describe("{'kind':'binary','split':{'test':['a']},'pairs':[{'image':'a','label':'a__x','target':'x'},"
                + "{'image':'a','label':'a__y','target':'y'}]}");
        List<DatasetItem> items = Dataset.open(folder).items();
        assertThat(items).extracting(DatasetItem::id).containsExactly("a__x", "a__y");
        assertThat(items).extracting(item -> item.target().orElse("")).containsExactly("x", "y");
        assertThat(items.get(1).group()).isEqualTo("a");
    }

    @Test
    void twoPlainFoldersAreADataset() {
        image("a");
        image("without");
        labels("a", new int[12]);
        Dataset dataset = Dataset.open(folder);
        assertThat(dataset.items()).extracting(DatasetItem::id).containsExactly("a");
        assertThat(dataset.unusable()).containsOnlyKeys("without");
        assertThat(dataset.forTraining().unusable()).containsOnlyKeys("without");
        assertThatThrownBy(() -> Dataset.open(folder.resolve("images")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no folder");
    }

    @Test
    void plainFoldersAreTrainedOnButForEveryTenthItem() {
        for (int i = 0; i < 10; i++) {
            image("a" + i);
            labels("a" + i, new int[12]);
        }
        Dataset dataset = Dataset.open(folder);
        assertThat(dataset.items(Split.TEST)).hasSize(10);
        assertThat(dataset.forTraining().items(Split.TRAIN)).hasSize(9);
        assertThat(dataset.forTraining().items(Split.VALIDATION)).hasSize(1);
    }

    @Test
    void aDescribedTestSplitIsNeverTrainedOn() throws IOException {
        image("a");
        labels("a", new int[12]);
        describe("{'kind':'binary','split':{'train':[],'test':['a']}}");
        assertThat(Dataset.open(folder).forTraining().items(Split.TRAIN)).isEmpty();
    }

    @Test
    void aNameThatLeavesTheFolderIsRefused() throws IOException {
        describe("{'kind':'binary','split':{'test':['../a']}}");
        assertThatThrownBy(() -> Dataset.open(folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("../a");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertThatThrownBy(() -> Dataset.open(folder.resolve("nowhere")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("nowhere");
        describe("{'kind':'binary','split':{'test':['a']}}");
        assertThatThrownBy(() -> Dataset.open(folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("image a");
        describe("{'kind':'novel','split':{'test':[]}}");
        assertThatThrownBy(() -> Dataset.open(folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("novel");
        describe("[1, 2");
        assertThatThrownBy(() -> Dataset.open(folder)).isInstanceOf(UserError.class);
    }

    @Test
    void oneItemWithoutItsFilesLeavesTheOthers() throws IOException {
        image("a");
        labels("a", new int[12]);
        image("b");
        describe("{'kind':'binary','split':{'test':['a','b','c']}}");
        Dataset dataset = Dataset.open(folder);
        assertThat(dataset.items()).extracting(DatasetItem::id).containsExactly("a");
        assertThat(dataset.unusable()).containsOnlyKeys("b", "c");
        assertThat(dataset.unusable().get("b")).contains("no labels b");
    }

    @Test
    void sizesMustAgree() {
        assertThatThrownBy(() -> DatasetItem.requireSameSize(
                        "a", org.samovar.image.Image.gray(2, 1, new float[2]), LabelMap.of(1, 1, new int[1])))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("2 x 1")
                .hasMessageContaining("1 x 1");
    }

    @Test
    void theSharedVolumesAreWholeAsWell() {
        Dataset dataset = Dataset.open(Shared.require("data", "hippocampus"));
        VolumeItem item = dataset.volumes(Split.TEST).get(0);
        assertThat(item.axis()).isEqualTo(Axis.Z);
        assertThat(item.labels().size()).isEqualTo(item.volume().size());
        // anterior and posterior, each in one piece
        assertThat(item.objects(Axis.X)).extracting(VolumeParts.Part::label).containsExactlyInAnyOrder(1, 2);
        assertThat(item.objects(Axis.X).get(0).mask().voxels())
                .isEqualTo(item.objects(Axis.Z).get(0).mask().voxels());
        VolumeItem frames = Dataset.open(Shared.require("data", "laptrack"))
                .volumes(Split.TRAIN)
                .get(0);
        assertThat(frames.axis()).isEqualTo(Axis.T);
        assertThat(frames.objects(Axis.T)).hasSize(16);
        assertThat(frames.objects(Axis.T).get(0).mask().count()).isEqualTo(10);
    }

    @Test
    void theSharedVolumesAreSlices() {
        Dataset dataset = Dataset.open(Shared.require("data", "laptrack"));
        assertThat(dataset.items()).hasSize(16);
        DatasetItem frame = dataset.items(Split.TRAIN).get(3);
        assertThat(frame.id()).isEqualTo("c2c12_phase@003");
        assertThat(frame.target()).contains("cell");
        assertThat(frame.image().size()).isEqualTo(frame.labels().size());
        assertThat(frame.objects().all()).isNotEmpty();
    }
}
