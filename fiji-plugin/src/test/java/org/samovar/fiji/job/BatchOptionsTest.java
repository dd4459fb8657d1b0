package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;

class BatchOptionsTest {
    private static BatchOptions options(BatchTask task, int area, String said, String examples) {
        return new BatchOptions("in", "out", task, "first", area, said, examples);
    }

    private static void refused(ThrowingCallable options, String why) {
        assertThatThrownBy(options).isInstanceOf(UserError.class).hasMessage(why);
    }

    @Test
    void whatEveryTaskNeedsIsAskedFor() {
        refused(
                () -> new BatchOptions(" ", "out", BatchTask.EVERYTHING, "first", 20, "", ""),
                "There is no folder of images to segment.");
        refused(
                () -> new BatchOptions("in", "", BatchTask.EVERYTHING, "first", 20, "", ""),
                "There is no folder for the labels.");
        refused(
                () -> new BatchOptions("in", "out", BatchTask.EVERYTHING, " ", 20, "", ""),
                "There is no model to segment with.");
        refused(() -> options(BatchTask.EVERYTHING, -1, "", ""), "The minimum area must not be negative, but is -1.");
    }

    @Test
    void whatATaskNeedsIsAskedFor() {
        refused(() -> options(BatchTask.WORDS, 20, " ", ""), "There are no prompts to segment by.");
        refused(() -> options(BatchTask.SUPPORT, 20, "", " "), "There are no examples to segment by.");
    }

    @Test
    void whatATaskDoesNotLookAtMustNotBeSet() {
        refused(
                () -> options(BatchTask.INSTANCES, 20, "box 1,2,3,4", ""),
                "The task Instances does not look at prompts in words.");
        refused(
                () -> options(BatchTask.WORDS, 20, "box 1,2,3,4", "examples"),
                "The task Prompts in words does not look at a folder of examples.");
        refused(
                () -> options(BatchTask.SEMANTIC, 21, "", ""),
                "The task Semantic does not look at a minimum area other than 20.");
        assertThat(options(BatchTask.INSTANCES, 21, " ", " ").area()).isEqualTo(21);
    }

    @Test
    void wordsThatAreNoPromptsAreRefusedBeforeAnyImageIsOpened() {
        assertThatThrownBy(() -> options(BatchTask.WORDS, 20, "circle 1,2,3", ""))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("circle");
        // a mask is checked on the image that it is for
        assertThat(options(BatchTask.WORDS, 20, " mask 8x8 3-5", "").said()).isEqualTo("mask 8x8 3-5");
    }

    @Test
    void labelsAreNotSavedAmongTheImages(@TempDir Path folder) {
        BatchOptions same = new BatchOptions(
                folder.toString(),
                folder.resolve("../" + folder.getFileName()).toString(),
                BatchTask.EVERYTHING,
                "m",
                20,
                "",
                "");
        refused(same::labels, "The labels cannot be saved in the folder of the images.");
        BatchOptions without =
                new BatchOptions(folder.resolve("no").toString(), "out", BatchTask.EVERYTHING, "m", 20, "", "");
        refused(without::images, "There is no folder " + folder.resolve("no") + ".");
    }
}
