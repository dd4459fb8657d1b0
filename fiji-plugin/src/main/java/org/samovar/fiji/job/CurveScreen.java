package org.samovar.fiji.job;

import ij.macro.Interpreter;
import java.awt.GraphicsEnvironment;
import org.samovar.train.Curves;

/** Where the curves of a run are seen. Called by any thread. */
interface CurveScreen {
    /** Draws curves in place of those before. */
    void show(Curves curves);

    /** Nothing more will come. */
    default void end() {}

    /** A window; none where nobody would see it, without a display and in batch mode. */
    static CurveScreen of(String title) {
        return GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode() ? curves -> {} : new CurveWindow(title);
    }
}
