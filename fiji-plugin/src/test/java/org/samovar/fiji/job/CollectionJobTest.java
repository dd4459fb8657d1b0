package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.io.FileSaver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.fiji.model.FakeModels;
import org.samovar.fiji.model.ModelHost;
import org.samovar.geometry.UserError;

class CollectionJobTest {
    @TempDir
    private Path folder;

    private final ImagePlus image = IJ.createImage("shown.png", "8-bit black", 40, 30, 1);

    @BeforeEach
    void writeHeap() throws IOException {
        new FileSaver(IJ.createImage("b", "8-bit black", 50, 20, 1)).saveAsPng(file("b.png"));
        new FileSaver(IJ.createImage("a", "16-bit black", 40, 30, 1)).saveAsTiff(file("a.tif"));
        Files.writeString(folder.resolve("damaged.png"), "no image");
        Files.writeString(folder.resolve("notes.txt"), "no image either");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private CollectionJob job(PromptSource source, String heap, String destination) {
        CollectionOptions options = new CollectionOptions("first", source, heap, destination);
        return new CollectionJob(new ModelHost(new FakeModels()), image, options);
    }

    @Test
    void eachImageOfTheFolderGetsLabelsAndWhatIsNoneIsLeftOut() {
        image.setOverlay(new Overlay(new Roi(3, 4, 10, 10)));
        image.getOverlay().add(new Roi(8, 9, 10, 10));
        List<ImagePlus> labels =
                job(PromptSource.OVERLAY, folder.toString(), "").labels();
        assertThat(labels).extracting(ImagePlus::getTitle).containsExactly("shown-labels", "a-labels", "b-labels");
        assertThat(labels.get(2).getWidth()).isEqualTo(50);
        assertThat(labels.get(2).getProcessor().get(10, 10)).isEqualTo(1);
        assertThat(labels.get(2).getProcessor().get(16, 16)).isEqualTo(2);
        assertThat(labels.get(1).getBitDepth()).isEqualTo(16);
    }

    @Test
    void labelsAreSavedAndNothingIsWrittenOver() {
        image.setRoi(new Roi(3, 4, 10, 10));
        Path out = folder.resolve("out");
        job(PromptSource.SELECTION, folder.toString(), out.toString()).run();
        assertThat(IJ.openImage(out.resolve("a-labels.tif").toString())
                        .getProcessor()
                        .get(5, 5))
                .isEqualTo(1);
        assertThat(out).isDirectoryContaining("glob:**/b-labels.tif");
        assertThat(out.toFile().list()).hasSize(3);
        assertThatThrownBy(() -> job(PromptSource.SELECTION, folder.toString(), out.toString())
                        .run())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("already");
    }

    @Test
    void withoutOtherImagesTheUserIsToldWhatToDo() {
        image.setRoi(new Roi(3, 4, 10, 10));
        assertThatThrownBy(() -> job(PromptSource.SELECTION, "", "").labels())
                .isInstanceOf(UserError.class)
                .hasMessage("No other images are open.");
        assertThatThrownBy(
                        () -> job(PromptSource.SELECTION, file("nowhere"), "").labels())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("There is no folder");
    }

    @Test
    void withoutASelectionTheUserIsToldWhatToDo() {
        assertThatThrownBy(
                        () -> job(PromptSource.SELECTION, folder.toString(), "").labels())
                .isInstanceOf(UserError.class)
                .hasMessage("There is no selection in shown.png to segment by.");
    }
}
