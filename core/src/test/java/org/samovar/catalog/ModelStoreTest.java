package org.samovar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;

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
    void importCopiesAFileAndRefusesToReplaceOne() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.pth"), "weights");
        ModelStore store = ModelStore.of(folder.resolve("store"));
        assertThat(store.importFile(file)).hasContent("weights");
        assertThatThrownBy(() -> store.importFile(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("already");
        assertThatThrownBy(() -> store.importFile(folder.resolve("mine.txt")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(".safetensors");
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
    void aStoreWithoutAFolderIsEmpty() {
        assertThat(ModelStore.of(folder.resolve("none")).files()).isEmpty();
    }

    @Test
    void aModelThatIsNotHereSaysHowToGetIt() {
        assertThatThrownBy(() -> ModelSource.find("sam-vit-b", ModelStore.of(folder)))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.hint().orElseThrow()).contains("models download sam-vit-b"));
        assertThatThrownBy(() -> ModelSource.find("nothing", ModelStore.of(folder)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("nothing");
    }
}
