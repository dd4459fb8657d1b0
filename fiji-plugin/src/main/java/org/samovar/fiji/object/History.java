package org.samovar.fiji.object;

import java.util.ArrayDeque;
import java.util.Deque;

/** The steps of a user's work on an image, across objects and slices. */
public final class History {
    private final Deque<Work> past = new ArrayDeque<>();
    private final Deque<Work> future = new ArrayDeque<>();
    private Work now;

    /** @param start behind which there is no going back */
    public History(Work start) {
        this.now = start;
    }

    public Work now() {
        return now;
    }

    /** Goes on; what was undone before cannot be redone any more. Nothing happens when nothing changes. */
    public void advance(Work next) {
        if (!next.equals(now)) {
            past.push(now);
            future.clear();
            now = next;
        }
    }

    /** One step back; false when there was none. */
    public boolean undo() {
        return move(past, future);
    }

    /** One step forth again; false when none was undone. */
    public boolean redo() {
        return move(future, past);
    }

    private boolean move(Deque<Work> from, Deque<Work> to) {
        if (from.isEmpty()) {
            return false;
        }
        to.push(now);
        now = from.pop();
        return true;
    }
}
