package org.samovar.fiji.job;

import ij.IJ;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Progress in ImageJ's status bar, and the Escape key to stop waiting and the work. */
public final class Escape implements Watcher {
    private final AtomicBoolean cancelled = new AtomicBoolean();

    /** Forgets an Escape of before. */
    public Escape() {
        IJ.resetEscape();
    }

    @Override
    public void check() {
        if (isCancelled()) {
            throw new CancellationException("Cancelled.");
        }
    }

    @Override
    public boolean isCancelled() {
        if (IJ.escapePressed()) {
            cancelled.set(true);
        }
        return cancelled.get();
    }

    @Override
    public void report(long done, long total, String what) {
        if (!isCancelled()) {
            IJ.showStatus("Samovar: " + what);
            IJ.showProgress((double) done / Math.max(1, total));
        }
    }
}
