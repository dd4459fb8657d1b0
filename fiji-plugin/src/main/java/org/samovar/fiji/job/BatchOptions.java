package org.samovar.fiji.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.predict.Conversation;

/**
 * The options of <i>Batch Folder</i>. What a task needs is there, and what it does not look at has not been set.
 *
 * @param folder of the images
 * @param destination folder for the labels
 * @param task how each image is segmented
 * @param model a name, or the path of a file of weights
 * @param area objects of fewer pixels are left out; {@link #AREA} for tasks that leave out none
 * @param said about the one object of each image, as {@link Conversation} writes it; empty for other tasks than {@link BatchTask#WORDS}
 * @param examples folder of the support set; empty for other tasks than {@link BatchTask#SUPPORT}
 */
public record BatchOptions(
        String folder, String destination, BatchTask task, String model, int area, String said, String examples) {
    /** Pixels of the smallest objects, unless the user says otherwise. */
    public static final int AREA = 20;

    private static final Size LARGEST = new Size(46_000, 46_000);

    public BatchOptions {
        folder = needed(folder, "There is no folder of images to segment.", "Enter the folder that they lie in.");
        destination = needed(destination, "There is no folder for the labels.", "Enter one to save them in.");
        model = needed(model, "There is no model to segment with.", "Enter its name or the path of its file.");
        EverythingOptions.requireArea(area);
        if (task == BatchTask.WORDS) {
            said = needed(said, "There are no prompts to segment by.", "Write for example: box 3,4,20,30");
            requireUnderstood(said);
        } else {
            requireUnset(said.isBlank(), "prompts in words", task);
        }
        if (task == BatchTask.SUPPORT) {
            examples = needed(
                    examples, "There are no examples to segment by.", "Enter a folder with images/ and labels/ in it.");
        } else {
            requireUnset(examples.isBlank(), "a folder of examples", task);
        }
        if (task != BatchTask.EVERYTHING && task != BatchTask.INSTANCES) {
            requireUnset(area == AREA, "a minimum area other than " + AREA, task);
        }
    }

    /** A mask can be read only for images of its own size, so it waits for the first image. */
    private static void requireUnderstood(String said) {
        if (!said.contains("mask")) {
            Conversation.parse(said, LARGEST);
        }
    }

    private static String needed(String text, String without, String hint) {
        if (text.isBlank()) {
            throw new UserError(without, hint);
        }
        return text.strip();
    }

    private static void requireUnset(boolean unset, String what, BatchTask task) {
        if (!unset) {
            throw new UserError(
                    "The task " + task.label() + " does not look at " + what + ".",
                    "Choose another task, or leave that as it was at first.");
        }
    }

    /** The folder of the images. @throws UserError when there is none */
    Path images() {
        return existing(folder);
    }

    /** The folder of the support set. @throws UserError when there is none */
    Path support() {
        return existing(examples);
    }

    /** The folder for the labels, which need not be there. @throws UserError when it is the folder of the images */
    Path labels() {
        Path labels = path(destination);
        try {
            if (Files.exists(labels) && Files.isSameFile(labels, images())) {
                throw new UserError(
                        "The labels cannot be saved in the folder of the images.",
                        "They would be taken for images the next time; choose another folder, such as one inside of it.");
            }
        } catch (IOException e) {
            throw new UserError("Cannot read the folder " + labels + ".", e);
        }
        return labels;
    }

    private static Path existing(String typed) {
        Path folder = path(typed);
        if (!Files.isDirectory(folder)) {
            throw new UserError("There is no folder " + folder + ".");
        }
        return folder;
    }

    private static Path path(String typed) {
        return TypedFolder.of(typed).orElseThrow().toAbsolutePath().normalize();
    }
}
