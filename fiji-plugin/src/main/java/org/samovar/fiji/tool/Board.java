package org.samovar.fiji.tool;

import ij.gui.Roi;
import java.util.Optional;
import org.samovar.fiji.object.ObjectTable;
import org.samovar.fiji.object.Work;

/** Where a user sees the work on an image. Called on the event thread. */
interface Board {
    /**
     * Shows the work as it is now.
     *
     * @param answer to the draft; empty as long as the model has not answered
     */
    void show(Work work, Optional<Shown> answer);

    /** Shows what a click would find; empty for nothing. */
    void preview(Optional<Roi> outline);

    /** Objects were accepted, changed or taken back. */
    void changed(ObjectTable before, ObjectTable after);

    /** An object was accepted by prompts that can be said again. */
    void accepted(Shown shown);

    /** Tells the user something that needs no answer. */
    void tell(String message);

    /** Tells the user what went wrong. */
    void failed(Throwable problem);
}
