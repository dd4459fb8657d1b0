package org.samovar.fiji.manager;

import java.awt.EventQueue;
import java.util.concurrent.CancellationException;
import javax.swing.JLabel;
import javax.swing.JProgressBar;
import org.samovar.fiji.job.Watcher;

/** One action under way: its progress is shown in a bar, and it can be stopped. */
final class Work implements Watcher {
    private final JProgressBar bar;
    private final JLabel text;
    private volatile boolean stopped;

    Work(JProgressBar bar, JLabel text) {
        this.bar = bar;
        this.text = text;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public boolean isCancelled() {
        return stopped;
    }

    @Override
    public void check() {
        if (stopped) {
            throw new CancellationException("Cancelled.");
        }
    }

    @Override
    public void report(long done, long total, String what) {
        EventQueue.invokeLater(() -> {
            bar.setMaximum((int) Math.max(1, total));
            bar.setValue((int) done);
            text.setText(what);
        });
    }
}
