package org.samovar.fiji.tool;

import ij.ImageListener;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.gui.RoiListener;
import java.awt.EventQueue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samovar.fiji.model.ModelHost;

/** The work on each open image, from the first time that the tool touches it until it is closed. Used on the event thread. */
final class Annotators {
    private final ModelHost host;
    private final Map<ImagePlus, Open> open = new HashMap<>();
    private final ToolKeys keys = new ToolKeys(this);
    private ToolSettings settings;

    private record Open(Annotator annotator, ImageBoard board) {}

    Annotators(ModelHost host) {
        this.host = host;
        this.settings = ToolSettings.remembered(host.names());
        Watch watch = new Watch();
        ImagePlus.addImageListener(watch);
        Roi.addRoiListener(watch);
        // on the thread of the command that chooses the tool
        Rehearsal.play(settings);
    }

    ToolSettings settings() {
        return settings;
    }

    void askForSettings() {
        List<String> models = host.names();
        settings.ask(models).ifPresent(changed -> {
            settings = changed;
            open.values().forEach(one -> one.annotator.use(changed));
        });
    }

    Annotator of(ImagePlus image) {
        return opened(image).annotator;
    }

    ImageBoard board(ImagePlus image) {
        return opened(image).board;
    }

    private Open opened(ImagePlus image) {
        return open.computeIfAbsent(image, fresh -> {
            keys.listenBefore(fresh.getCanvas(), fresh);
            Keeper keeper = Keeper.open(fresh, table -> of(fresh).restore(table));
            ImageBoard board = new ImageBoard(fresh, this::settings, keeper::write);
            return new Open(new Annotator(fresh, host, EventQueue::invokeLater, board, settings), board);
        });
    }

    /** What happens to images and selections meanwhile. */
    private final class Watch implements ImageListener, RoiListener {
        @Override
        public void imageOpened(ImagePlus image) {
            // nothing is known of it until the tool touches it
        }

        @Override
        public void imageClosed(ImagePlus image) {
            EventQueue.invokeLater(() -> open.remove(image));
        }

        @Override
        public void imageUpdated(ImagePlus image) {
            EventQueue.invokeLater(() -> {
                if (open.containsKey(image)) {
                    open.get(image).annotator.imageChanged();
                }
            });
        }

        @Override
        public void roiModified(ImagePlus image, int id) {
            if (image != null && id == CREATED && SamovarTool.isInHand()) {
                EventQueue.invokeLater(() -> {
                    Roi roi = image.getRoi();
                    if (roi != null && ManagedRois.isOf(roi, image) && open.containsKey(image)) {
                        SamovarTool.select(open.get(image).annotator, image, roi);
                    }
                });
            }
        }
    }
}
