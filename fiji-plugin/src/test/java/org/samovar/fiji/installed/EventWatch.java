package org.samovar.fiji.installed;

import java.awt.AWTEvent;
import java.awt.EventQueue;
import java.awt.Toolkit;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Measures how long each event keeps the event thread busy. An event that shows a dialog serves others until the dialog is gone: it is measured from its beginning to the first of
 * these, and from the end of the last one to its own.
 */
final class EventWatch extends EventQueue {
    private static final int KEPT = 5;

    /** The longest events, by their milliseconds. */
    private final ConcurrentSkipListMap<Double, String> longest = new ConcurrentSkipListMap<>();

    /** When the event in work began, or when it got the thread back from another one; touched on the event thread alone. */
    private long since;

    /** Whether an event is in work that has served no other yet. */
    private boolean fresh;

    /** Begins to watch. */
    static EventWatch begin() {
        EventWatch watch = new EventWatch();
        Toolkit.getDefaultToolkit().getSystemEventQueue().push(watch);
        return watch;
    }

    @Override
    protected void dispatchEvent(AWTEvent event) {
        if (fresh) {
            keep("before ", event);
        }
        fresh = true;
        since = System.nanoTime();
        super.dispatchEvent(event);
        keep("", event);
        fresh = false;
        since = System.nanoTime();
    }

    private void keep(String when, AWTEvent event) {
        double milliseconds = (System.nanoTime() - since) / 1e6;
        if (longest.size() < KEPT || milliseconds > longest.firstKey()) {
            longest.put(milliseconds, when + event);
        }
        if (longest.size() > KEPT) {
            longest.pollFirstEntry();
        }
    }

    /** The longest events so far, the longest first. */
    Map<Double, String> longest() {
        return longest.descendingMap();
    }
}
