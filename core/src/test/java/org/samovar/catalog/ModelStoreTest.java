package org.samovar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;
import org.samovar.predict.Progress;

class ModelStoreTest {
    @TempDir
    Path folder;

    @Test
    void aFileThatSomeonePutThereIsAModelByItsName() throws IOException {
        Path file = Files.createFile(folder.resolve("cells.safetensors"));
        ModelStore store = ModelStore.of(folder);
        assertThat(store.find("cells")).contains(file);
        assertThat(store.find("cells.safetensors")).contains(file);
        assertThat(store.files()).containsExactly(file);
    }

    @Test
    void aCatalogModelIsFoundUnderItsOwnName() throws IOException {
        Path file = Files.createFile(folder.resolve("sam_vit_b_01ec64.pth"));
        assertThat(ModelStore.of(folder).find("sam-vit-b")).contains(file);
    }

    @Test
    void anUnfinishedDownloadIsNoModel() throws IOException {
        Files.createFile(folder.resolve("cells.pt.part"));
        assertThat(ModelStore.of(folder).files()).isEmpty();
        assertThat(ModelStore.of(folder).find("cells")).isEmpty();
    }

    @Test
    void aNameCannotReachOutOfTheFolder() throws IOException {
        Files.createFile(folder.resolve("secret.pt"));
        ModelStore inner = ModelStore.of(Files.createDirectory(folder.resolve("inner")));
        assertThat(inner.find("../secret.pt")).isEmpty();
        assertThat(inner.find("../secret")).isEmpty();
    }

    @Test
    void removeDeletesTheFileOrSaysThatThereIsNone() throws IOException {
        Files.createFile(folder.resolve("mine.pth"));
        ModelStore store = ModelStore.of(folder);
        store.remove("mine");
        assertThat(store.files()).isEmpty();
        assertThatThrownBy(() -> store.remove("mine"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("mine");
    }

    @Test
    void whatComesWithSamovarCannotBeRemoved() {
        assertThatThrownBy(() -> ModelStore.of(folder).remove(Catalog.DEFAULT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("comes with Samovar");
    }

    @Test
    void anUnfinishedDownloadIsRemovedByItsName() throws IOException {
        Path part = Files.createFile(folder.resolve("sam_vit_b_01ec64.pth.part"));
        ModelStore store = ModelStore.of(folder);
        assertThat(state(store, "sam-vit-b")).isEqualTo(ModelEntry.State.PARTLY_HERE);
        assertThat(store.remove("sam-vit-b")).isEqualTo(part);
        assertThat(state(store, "sam-vit-b")).isEqualTo(ModelEntry.State.ELSEWHERE);
    }

    @Test
    void theListHasTheCatalogAndTheFilesThatOnlyTheStoreKnows() throws IOException {
        Files.createFile(folder.resolve("sam_vit_b_01ec64.pth"));
        Files.write(folder.resolve("mine.pt"), new byte[1_600_000]);
        ModelStore store = ModelStore.of(folder);
        assertThat(store.entries()).hasSize(Catalog.models().size() + 1);
        assertThat(state(store, Catalog.DEFAULT)).isEqualTo(ModelEntry.State.EMBEDDED);
        assertThat(state(store, "sam-vit-b")).isEqualTo(ModelEntry.State.HERE);
        assertThat(state(store, "sam-vit-h")).isEqualTo(ModelEntry.State.ELSEWHERE);
        ModelEntry own = store.entries().get(store.entries().size() - 1);
        assertThat(own.name()).isEqualTo("mine.pt");
        assertThat(own.size()).isEqualTo("2 MB");
        assertThat(store.entries().stream().filter(ModelEntry::isHere)).hasSize(3);
    }

    private static ModelEntry.State state(ModelStore store, String name) {
        return store.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void aFolderThatCannotBeWrittenToIsNamedWithTheVariableThatMovesIt() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        ModelStore store = ModelStore.of(file.resolve("models"));
        ModelDescriptor model = Catalog.find("mobile-sam").orElseThrow();
        assertThatThrownBy(() -> store.download(model, Progress.NONE))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.hint().orElseThrow()).contains("SAMOVAR_HOME"))
                .hasMessageContaining(file.resolve("models").toString());
    }

    @Test
    void aStoreWithoutAFolderIsEmpty() {
        assertThat(ModelStore.of(folder.resolve("none")).files()).isEmpty();
    }

    @Test
    void aModelThatIsNotHereSaysHowToGetIt() {
        assertThatThrownBy(() -> ModelSource.find("sam-vit-b", ModelStore.of(folder)))
                .isInstanceOfSatisfying(
                        UserError.class,
                        e -> assertThat(e.hint().orElseThrow()).contains("models download sam-vit-b", "Manage Models"));
        assertThatThrownBy(() -> ModelSource.find("nothing", ModelStore.of(folder)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("nothing");
    }
}
