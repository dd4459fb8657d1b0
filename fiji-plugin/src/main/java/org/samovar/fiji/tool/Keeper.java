package org.samovar.fiji.tool;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.GenericDialog;
import java.awt.EventQueue;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.samovar.fiji.convert.ImageKey;
import org.samovar.fiji.object.Journal;
import org.samovar.fiji.object.ObjectTable;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.io.DataFolder;

/** Keeps the journal of one image on a thread of its own, and offers what an earlier one holds. Called on the event thread. */
final class Keeper {
    private static final ExecutorService WRITER = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "samovar-journal");
        thread.setDaemon(true);
        return thread;
    });

    private final String title;
    private final Size size;
    /** Touched on the writer's thread alone. */
    private Optional<Journal> journal = Optional.empty();

    private Keeper(ImagePlus image) {
        this.title = image.getTitle();
        this.size = new Size(image.getWidth(), image.getHeight());
    }

    /**
     * Begins to keep the journal of an image.
     *
     * @param restore gets the objects of an earlier one, if the user wants them back
     */
    static Keeper open(ImagePlus image, Consumer<ObjectTable> restore) {
        Keeper keeper = new Keeper(image);
        WRITER.execute(() -> keeper.find(image, restore));
        return keeper;
    }

    private void find(ImagePlus image, Consumer<ObjectTable> restore) {
        Optional<Path> folder = folder();
        if (folder.isEmpty()) {
            return;
        }
        Journal found = new Journal(folder.get(), ImageKey.of(image));
        journal = Optional.of(found);
        try {
            found.read(size).ifPresent(table -> EventQueue.invokeLater(() -> offer(table, restore)));
        } catch (UserError damaged) {
            IJ.log("Samovar Tool: " + damaged.getMessage());
            found.setAside();
        }
    }

    /** Empty where it cannot be named; then the objects are not kept. */
    private static Optional<Path> folder() {
        try {
            return Optional.of(DataFolder.find().resolve("journals"));
        } catch (UserError e) {
            IJ.log("Samovar Tool: " + e.getMessage()
                    + e.hint().map(hint -> " " + hint).orElse(""));
            return Optional.empty();
        }
    }

    private void offer(ObjectTable table, Consumer<ObjectTable> restore) {
        GenericDialog dialog = new GenericDialog(SamovarTool.NAME);
        int count = table.objects().size();
        dialog.addMessage((count == 1 ? "An object of this image is" : count + " objects of this image are")
                + " known from an earlier time.");
        dialog.setOKLabel("Bring back");
        dialog.setCancelLabel("Begin anew");
        dialog.showDialog();
        if (dialog.wasCanceled()) {
            WRITER.execute(() -> journal.ifPresent(Journal::setAside));
        } else {
            restore.accept(table);
        }
    }

    /** Writes the objects down. */
    void write(ObjectTable table) {
        WRITER.execute(() -> {
            try {
                journal.ifPresent(file -> file.write(title, size, table));
            } catch (UserError e) {
                // the objects themselves are safe; only a crash would lose them now
                IJ.log("Samovar Tool: " + e.getMessage() + " The environment variable SAMOVAR_HOME moves the folder.");
            }
        });
    }
}
