package org.samovar.fiji.installed;

import java.awt.AWTEvent;
import java.awt.EventQueue;
import java.awt.Toolkit;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Measures how long each event keeps the event thread busy. */
final class EventWatch extends EventQueue {
    private static final int KEPT = 5;

    /** The longest events, by their milliseconds. */
    private final ConcurrentSkipListMap<Double, String> longest = new ConcurrentSkipListMap<>();

    /** Begins to watch. */
    static EventWatch begin() {
        EventWatch watch = new EventWatch();
        Toolkit.getDefaultToolkit().getSystemEventQueue().push(watch);
        return watch;
    }

    @Override
    protected void dispatchEvent(AWTEvent event) {
        String what = event.toString();
        long start = System.nanoTime();
        super.dispatchEvent(event);
        longest.put((System.nanoTime() - start) / 1e6, what);
        if (longest.size() > KEPT) {
            longest.pollFirstEntry();
        }
    }

    /** The longest events so far, the longest first. */
    Map<Double, String> longest() {
        return longest.descendingMap();
    }
}
