package org.samovar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;
import org.samovar.method.Framing;
import org.samovar.method.PatchShape;
import org.samovar.predict.Progress;
import org.samovar.testing.SmallSystem;

class ModelImportTest {
    @TempDir
    Path folder;

    private Path file;
    private ModelStore store;

    @BeforeEach
    void write() {
        file = SmallSystem.write(
                folder, SmallSystem.spec(new PatchShape(1, 1, 32, 32), Framing.WINDOWS, "cell", "nucleus"));
        store = ModelStore.of(folder.resolve("store"));
    }

    @Test
    void aFileIsCopiedOnceItsNetworkIsKnown() throws IOException {
        ModelImport.Imported imported = ModelImport.run(file, store, Progress.NONE);
        assertThat(imported.file()).hasSameBinaryContentAs(file);
        assertThat(imported.file().getParent()).isEqualTo(store.folder());
        assertThat(imported.network()).contains("unet");
        assertThat(imported.sha256()).isEqualTo(Sha256.of(Files.readAllBytes(file)));
    }

    @Test
    void nothingIsWrittenOver() {
        ModelImport.run(file, store, Progress.NONE);
        refused(file, "There is a model " + file.getFileName() + " already.");
    }

    @Test
    void aFileThatIsNoCheckpointStaysOutside() throws IOException {
        refused(Files.writeString(folder.resolve("text.pt"), "weights"), "text.pt is not a file of weights");
        refused(Files.writeString(folder.resolve("mine.txt"), "weights"), ".safetensors, .pth or .pt");
        refused(folder.resolve("none.pt"), "There is no file");
        assertThat(store.folder()).doesNotExist();
    }

    @Test
    void theNameOfTheEmbeddedModelIsTaken() throws IOException {
        Path same = Files.copy(file, folder.resolve("samovar-nano.safetensors"));
        refused(same, "comes with Samovar has this name");
    }

    @Test
    void anotherFileUnderANameOfTheCatalogIsRefused() {
        ModelDescriptor known = new ModelDescriptor(
                "known",
                "a network",
                "none",
                file.getFileName().toString(),
                Optional.of(URI.create("https://localhost/x")),
                Optional.of("0".repeat(64)),
                OptionalLong.empty(),
                "none",
                "nobody");
        store = ModelStore.of(folder.resolve("store"), List.of(known));
        refused(file, "but this is another file (SHA-256 ");
    }

    @Test
    void whatIsStoppedLeavesNothingBehind() {
        Progress impatient = new Progress() {
            @Override
            public void report(long done, long total, String what) {}

            @Override
            public boolean isCancelled() {
                return store.folder().toFile().exists();
            }
        };
        assertThatThrownBy(() -> ModelImport.run(file, store, impatient)).isInstanceOf(CancellationException.class);
        assertThat(store.folder()).isEmptyDirectory();
    }

    private void refused(Path other, String words) {
        assertThatThrownBy(() -> ModelImport.run(other, store, Progress.NONE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(words);
    }
}
