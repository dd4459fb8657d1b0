package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.io.FileSaver;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.fiji.model.FakeModels;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.model.Segmenter;
import org.samovar.geometry.UserError;

class BatchJobTest {
    @TempDir
    private Path folder;

    private Path images;
    private Path out;
    private final FakeModels models = new FakeModels();

    @BeforeEach
    void makeFolders() throws IOException {
        images = Files.createDirectory(folder.resolve("images"));
        out = folder.resolve("out");
    }

    @AfterEach
    void releaseEscape() {
        IJ.resetEscape();
    }

    private void image(String name, int width) {
        save(IJ.createImage("image", "8-bit black", width, 30, 1), name);
    }

    private void save(ImagePlus image, String name) {
        Path file = images.resolve(name);
        assertThat(file.getParent().toFile().mkdirs() || Files.isDirectory(file.getParent()))
                .isTrue();
        FileSaver saver = new FileSaver(image);
        assertThat(name.endsWith(".png") ? saver.saveAsPng(file.toString()) : saver.saveAsTiff(file.toString()))
                .isTrue();
    }

    private BatchOptions options(BatchTask task, String said, String examples) {
        return new BatchOptions(images.toString(), out.toString(), task, "first", BatchOptions.AREA, said, examples);
    }

    private void run(BatchOptions options) {
        new BatchJob(new ModelHost(models), options).run();
    }

    private void run() {
        run(options(BatchTask.EVERYTHING, "", ""));
    }

    private ImagePlus labels(String name) {
        return IJ.openImage(out.resolve(name).toString());
    }

    private Collection<BatchRow> rows() {
        return new BatchTable(out).rows();
    }

    @Test
    void eachImageGetsLabelsAtItsPlaceInTheOtherFolder() throws IOException {
        out = images.resolve("found");
        ImagePlus sized = IJ.createImage("sized", "16-bit black", 40, 30, 1);
        sized.getCalibration().pixelWidth = 0.5;
        sized.getCalibration().setUnit("mm");
        save(sized, "a.tif");
        image("plate 1/well, \"A1\".png", 50);
        Files.createDirectory(out);
        new FileSaver(sized).saveAsTiff(out.resolve("earlier.tif").toString());

        run();

        assertThat(rows())
                .extracting(BatchRow::file, BatchRow::isDone, BatchRow::objects, BatchRow::labels)
                .containsExactly(
                        tuple("a.tif", true, 2, "a-labels.tif"),
                        tuple("plate 1/well, \"A1\".png", true, 2, "plate 1/well, \"A1\"-labels.tif"));
        ImagePlus labels = labels("a-labels.tif");
        assertThat(labels.getBitDepth()).isEqualTo(16);
        assertThat(labels.getProcessor().get(3, 3)).isEqualTo(1);
        assertThat(labels.getProcessor().get(7, 7)).isEqualTo(2);
        assertThat(labels.getCalibration().pixelWidth).isEqualTo(0.5);
        assertThat(labels.getCalibration().getUnit()).isEqualTo("mm");
        assertThat(labels("plate 1/well, \"A1\"-labels.tif").getWidth()).isEqualTo(50);
        assertThat(WindowManager.getImageCount()).isZero();
    }

    @Test
    void imagesThatDifferByTheirEndingGetLabelsOfTheirOwn() {
        image("a.png", 40);
        image("a.tif", 50);
        run();
        assertThat(labels("a.png-labels.tif").getWidth()).isEqualTo(40);
        assertThat(labels("a.tif-labels.tif").getWidth()).isEqualTo(50);
    }

    @Test
    void objectsOfAStackAreNumberedThroughAllItsSlices() {
        ImagePlus stack = IJ.createHyperStack("stack", 20, 10, 2, 3, 2, 16);
        stack.getCalibration().pixelDepth = 3;
        save(stack, "stack.tif");
        run();
        ImagePlus labels = labels("stack-labels.tif");
        assertThat(labels.getDimensions()).containsExactly(20, 10, 1, 3, 2);
        assertThat(labels.getCalibration().pixelDepth).isEqualTo(3);
        assertThat(labels.getStack().getProcessor(1).get(0, 0)).isEqualTo(1);
        assertThat(labels.getStack().getProcessor(6).get(7, 7)).isEqualTo(12);
        assertThat(rows()).extracting(BatchRow::objects).containsExactly(12);
        assertThat(models.log.stream().filter(line -> line.equals("forget"))).hasSize(6);
    }

    @Test
    void theSamePromptsFindOneObjectOnEachSlice() {
        save(IJ.createImage("stack", "8-bit black", 40, 30, 2), "stack.tif");
        image("small.png", 8);
        run(options(BatchTask.WORDS, "box 10,10,20,20", ""));
        assertThat(labels("stack-labels.tif").getStack().getProcessor(2).get(12, 12))
                .isEqualTo(1);
        assertThat(rows()).extracting(BatchRow::objects).containsExactly(0, 1);
        assertThat(rows().iterator().next().message()).contains("outside");
    }

    @Test
    void classesAreFoundInStacksAsVolumes() throws IOException {
        ImagePlus stack = IJ.createImage("stack", "8-bit black", 40, 30, 2);
        stack.getStack().getProcessor(2).set(3, 4, 200);
        save(stack, "stack.tif");
        run(options(BatchTask.SEMANTIC, "", ""));
        assertThat(labels("stack-labels.tif").getStack().getProcessor(2).get(3, 4))
                .isEqualTo(2);
        assertThat(labels("stack-labels.tif").getProp(ClassLabels.CLASSES)).isEqualTo("1 cell, 2 nucleus");

        out = folder.resolve("by examples");
        Path examples = Files.createDirectory(folder.resolve("examples"));
        run(options(BatchTask.SUPPORT, "", examples.toString()));
        assertThat(labels("stack-labels.tif").getStack().getProcessor(2).get(3, 4))
                .isEqualTo(300);
        assertThat(models.log)
                .contains("open system first", "1 channels of 40 x 30 x 2, mirrored: NONE")
                .anyMatch(line -> line.startsWith("prepare InFolder[folder=" + examples));
    }

    @Test
    void damagedFilesAreLinesInTheTableAndTheOthersAreDone() throws IOException {
        image("a.png", 40);
        image("z.png", 40);
        List<String> damaged = DamagedFiles.write(images);
        run();
        assertThat(rows()).hasSize(7);
        assertThat(rows().stream().filter(row -> !row.isDone()).map(BatchRow::file))
                .containsExactlyElementsOf(damaged);
        assertThat(rows()).filteredOn(row -> !row.isDone()).allMatch(row -> row.message()
                .startsWith("Cannot open "));
        assertThat(out.resolve("z-labels.tif")).exists();
        assertThat(out.toFile().list()).hasSize(5);
    }

    @Test
    void aFileForWhichThereIsNotEnoughMemoryFailsAlone() {
        image("a.png", 40);
        image("large.png", 50);
        image("z.png", 40);
        models.looking = image -> {
            if (image.width() == 50) {
                throw new OutOfMemoryError("Java heap space");
            }
        };
        run();
        assertThat(rows()).extracting(BatchRow::isDone).containsExactly(true, false, true);
        assertThat(new BatchTable(out).row("large.png").orElseThrow().message())
                .startsWith("There is not enough memory");
    }

    @Test
    void aSecondRunDoesOnlyWhatFailedChangedOrIsGone() throws IOException {
        List.of("a", "b", "c", "d").forEach(name -> image(name + ".png", 40));
        Files.writeString(images.resolve("bad.png"), "no image");
        run();
        FileTime before = Files.getLastModifiedTime(out.resolve("a-labels.tif"));
        image("bad.png", 40);
        image("c.png", 50);
        Files.setLastModifiedTime(images.resolve("d.png"), FileTime.fromMillis(0));
        Files.delete(out.resolve("b-labels.tif"));
        image("new.png", 40);
        int[] looks = {0};
        models.looking = image -> looks[0]++;

        run();

        assertThat(looks[0]).isEqualTo(5);
        assertThat(rows()).hasSize(6).allMatch(BatchRow::isDone);
        assertThat(Files.getLastModifiedTime(out.resolve("a-labels.tif"))).isEqualTo(before);
        assertThat(out.resolve("b-labels.tif")).exists();
        run();
        assertThat(looks[0]).isEqualTo(5);
    }

    @Test
    void labelsOfAnImageThatChangedStayBesideTheNewOnes() {
        image("a.png", 40);
        run();
        image("a.png", 50);
        run();
        assertThat(labels("a-labels.tif").getWidth()).isEqualTo(40);
        assertThat(labels("a-labels-2.tif").getWidth()).isEqualTo(50);
        assertThat(rows()).extracting(BatchRow::labels).containsExactly("a-labels-2.tif");
    }

    @Test
    void whatAKillLeftIsReplaced() throws IOException {
        image("a.png", 40);
        image("b.png", 40);
        run();
        BatchTable table = new BatchTable(out);
        String text = Files.readString(table.file());
        Files.writeString(table.file(), text.substring(0, text.indexOf("b.png") + 3));
        Path part = out.resolve(".b-labels.tif.01234567-89ab-cdef-0123-456789abcdef.part");
        Files.createFile(part);
        run();
        assertThat(rows()).extracting(BatchRow::labels).containsExactly("a-labels.tif", "b-labels.tif");
        assertThat(part).doesNotExist();
        assertThat(out.toFile().list()).hasSize(5);
    }

    @Test
    void otherOptionsAreRefusedWhereABatchIs() {
        image("a.png", 40);
        run();
        assertThatThrownBy(() -> run(options(BatchTask.WORDS, "box 1,2,9,9", "")))
                .isInstanceOf(UserError.class)
                .hasMessage(out + " holds a batch that was made in another way: said was \"\" and is \"box 1,2,9,9\";"
                        + " task was \"Everything\" and is \"Prompts in words\".");
        BatchOptions other = new BatchOptions(
                images.toString(), out.toString(), BatchTask.EVERYTHING, "second", BatchOptions.AREA, "", "");
        assertThatThrownBy(() -> run(other)).hasMessageContaining("weights of second");
        assertThat(rows()).hasSize(1);
    }

    @Test
    void aFolderWithLabelsOrATableOfUnknownOriginIsRefused() throws IOException {
        image("in/a.png", 40);
        Path theirs = Files.createDirectories(out.resolve("in")).resolve("a-labels.tif");
        Files.writeString(theirs, "precious");
        assertThatThrownBy(this::run)
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("There are label images in " + out + " already");
        assertThat(theirs).hasContent("precious");
        Files.delete(theirs);
        Files.writeString(out.resolve(BatchTable.FILE), "file,status\n");
        assertThatThrownBy(this::run).isInstanceOf(UserError.class).hasMessageContaining("but no samovar-batch.json");
    }

    @Test
    void nothingIsMadeWhereTheModelCannotBeOpened() {
        image("a.png", 40);
        BatchOptions options = new BatchOptions(
                images.toString(), out.toString(), BatchTask.EVERYTHING, "none", BatchOptions.AREA, "", "");
        assertThatThrownBy(() -> run(options)).isInstanceOf(UserError.class).hasMessage("There is no model none.");
        assertThat(out).doesNotExist();
    }

    @Test
    void anotherBatchIsRefusedTheFolderThatOneIsWritingTo() {
        List.of("a", "b").forEach(name -> image(name + ".png", 40));
        List<String> refused = new ArrayList<>();
        models.looking = image -> {
            models.looking = other -> {};
            assertThatThrownBy(this::run)
                    .isInstanceOfSatisfying(UserError.class, error -> refused.add(error.getMessage()));
        };

        run();

        assertThat(refused).containsExactly("Another batch is writing to " + out + ".");
        assertThat(rows()).extracting(BatchRow::isDone).containsExactly(true, true);
    }

    @Test
    void whatAnotherBatchDidWhileTheModelWasOpenedIsNotDoneAgain() {
        image("a.png", 40);
        FakeModels slow = new FakeModels() {
            @Override
            public Segmenter open(String name) {
                BatchJobTest.this.run();
                return super.open(name);
            }
        };
        int[] looks = {0};
        slow.looking = image -> looks[0]++;

        new BatchJob(new ModelHost(slow), options(BatchTask.EVERYTHING, "", "")).run();

        assertThat(looks[0]).isZero();
        assertThat(rows()).extracting(BatchRow::isDone).containsExactly(true);
    }

    @Test
    void escapeEndsItAndTheNextRunGoesOn() {
        List.of("a", "b", "c").forEach(name -> image(name + ".png", 40));
        int[] looks = {0};
        models.looking = image -> {
            looks[0]++;
            if (looks[0] == 2) {
                IJ.setKeyDown(KeyEvent.VK_ESCAPE);
                sleepUntilNoticed();
            }
        };
        assertThatThrownBy(this::run).isInstanceOf(CancellationException.class);
        assertThat(rows()).extracting(BatchRow::file).containsExactly("a.png");

        run();

        assertThat(rows()).hasSize(3).allMatch(BatchRow::isDone);
        assertThat(looks[0]).isEqualTo(4);
    }

    private static void sleepUntilNoticed() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToEndsItWithOneError() throws IOException {
        image("a.png", 40);
        image("in/b.png", 40);
        image("z.png", 40);
        Files.createDirectory(out);
        Files.writeString(out.resolve("in"), "a file where a folder should be");
        assertThatThrownBy(this::run)
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Cannot write ")
                .hasMessageContaining("is a file, not a folder");
        assertThat(rows()).extracting(BatchRow::file).containsExactly("a.png");
    }
}
