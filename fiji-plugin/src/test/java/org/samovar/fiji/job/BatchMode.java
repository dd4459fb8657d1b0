package org.samovar.fiji.job;

import ij.ImagePlus;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;

/** Images that can be found by their titles, and the table of results, as in a macro without a display. */
final class BatchMode {
    private BatchMode() {}

    static void begin() {
        Interpreter.batchMode = true;
        ResultsTable.getResultsTable().reset();
    }

    static void open(ImagePlus image) {
        Interpreter.addBatchModeImage(image);
    }

    /** Closes all images. */
    static void end() {
        OpenImages.all().forEach(image -> {
            image.changes = false;
            image.close();
        });
        Interpreter.batchMode = false;
        ResultsTable.getResultsTable().reset();
    }
}
