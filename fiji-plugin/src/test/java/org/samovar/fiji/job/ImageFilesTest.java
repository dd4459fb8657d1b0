package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.io.Opener;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.UserError;

class ImageFilesTest {
    @TempDir
    private Path folder;

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void imagesOfAllKindsAreOpenedAsImageJDoes() {
        FileSaver saver = new FileSaver(DamagedFiles.noise());
        saver.saveAsPng(file("a.png"));
        saver.saveAsTiff(file("a.tif"));
        saver.saveAsJpeg(file("a.jpg"));
        saver.saveAsGif(file("a.gif"));
        saver.saveAsBmp(file("a.bmp"));
        for (String name : List.of("a.png", "a.tif", "a.jpg", "a.gif", "a.bmp")) {
            ImagePlus opened = ImageFiles.open(folder.resolve(name));
            ImagePlus expected = new Opener().openImage(file(name));
            assertThat(opened.getTitle()).isEqualTo(name);
            assertThat(opened.getProcessor().getPixelsCopy())
                    .isEqualTo(expected.getProcessor().getPixelsCopy());
        }
    }

    @Test
    void damagedFilesAreRefusedAndNoErrorReachesImageJ() throws IOException {
        List<String> damaged = new ArrayList<>(DamagedFiles.write(folder));
        FileSaver saver = new FileSaver(DamagedFiles.noise());
        saver.saveAsJpeg(file("whole.jpg"));
        saver.saveAsGif(file("whole.gif"));
        saver.saveAsBmp(file("whole.bmp"));
        for (String ending : List.of(".jpg", ".gif", ".bmp")) {
            DamagedFiles.cut(folder.resolve("whole" + ending), folder.resolve("half" + ending));
            damaged.add("half" + ending);
        }
        IJ.redirectErrorMessages();
        for (String name : damaged) {
            assertThatThrownBy(() -> ImageFiles.open(folder.resolve(name)))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("Cannot open ")
                    .hasMessageContaining(name);
        }
        // what ImageJ complains about ends the macro that runs
        assertThat(IJ.getErrorMessage()).isNull();
        IJ.redirectErrorMessages(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8-bit", "16-bit", "32-bit", "RGB"})
    void planesOfATiffStackAreReadWhenTheyAreLookedAt(String type) {
        ImagePlus stack = IJ.createImage("stack", type + " noise", 20, 10, 6);
        if (!type.equals("RGB")) {
            stack.setDimensions(2, 3, 1);
            stack.setOpenAsHyperStack(true);
            stack = new CompositeImage(stack, CompositeImage.COMPOSITE);
            stack.setDisplayRange(10, 90);
        }
        stack.getCalibration().pixelDepth = 3;
        new FileSaver(stack).saveAsTiffStack(file("stack.tif"));

        ImagePlus opened = ImageFiles.open(folder.resolve("stack.tif"));
        ImagePlus whole = new Opener().openImage(file("stack.tif"));

        assertThat(opened.getStack().isVirtual()).isTrue();
        assertThat(opened.getDimensions()).isEqualTo(whole.getDimensions());
        assertThat(opened.getCalibration().pixelDepth).isEqualTo(3);
        assertThat(opened.getDisplayRangeMin()).isEqualTo(whole.getDisplayRangeMin());
        assertThat(opened.getDisplayRangeMax()).isEqualTo(whole.getDisplayRangeMax());
        for (int i = 1; i <= 6; i++) {
            assertThat(opened.getStack().getProcessor(i).getPixels())
                    .isEqualTo(whole.getStack().getProcessor(i).getPixels());
        }
    }

    @Test
    void aStackThatWasCutShortIsRefused() throws IOException {
        new FileSaver(IJ.createImage("stack", "16-bit noise", 20, 10, 6)).saveAsTiffStack(file("stack.tif"));
        DamagedFiles.cut(folder.resolve("stack.tif"), folder.resolve("half.tif"));
        assertThatThrownBy(() -> ImageFiles.open(folder.resolve("half.tif")))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("it was cut short; pixels are missing at its end.");
    }

    @Test
    void aTreeHasTheImagesOfItsFoldersButNoHiddenOnes() throws IOException {
        for (String name : List.of("b.TIF", "a.png", "in/c.jpeg", ".d.png", ".in/e.png", "f.txt", "out/g.png")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.createFile(folder.resolve(name));
        }
        assertThat(ImageTree.of(folder, folder.resolve("out"))).containsOnlyKeys("a.png", "b.TIF", "in/c.jpeg");
        assertThat(ImageTree.of(folder, folder.resolve("nowhere"))).containsKey("out/g.png");
        assertThatThrownBy(() -> ImageTree.of(folder.resolve(".in/"), folder.resolve(".in/")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("There are no images in ");
    }

    @Test
    void aLinkIsFollowedUnlessItLeadsBack(@TempDir Path elsewhere) throws IOException {
        Files.createFile(folder.resolve("a.png"));
        Files.createFile(elsewhere.resolve("b.png"));
        try {
            Files.createSymbolicLink(folder.resolve("again"), folder);
            Files.createSymbolicLink(folder.resolve("more"), elsewhere);
        } catch (FileSystemException | UnsupportedOperationException e) {
            Assumptions.abort("no links on this system");
        }
        assertThat(ImageTree.of(folder, folder.resolve("nowhere"))).containsOnlyKeys("a.png", "more/b.png");
    }
}
