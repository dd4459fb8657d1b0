package org.samovar.bridge.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.samovar.bridge.plane.Plane;
import org.samovar.predict.Conversation;

/** What is known of a segment. */
final class Segment {
    /** By which it is followed, from 1. */
    private final int object;

    private final Map<Plane, Told> told = new LinkedHashMap<>();
    private long revision;

    Segment(int object) {
        this.object = object;
    }

    /** What was said on a plane, and answered. */
    record Told(Conversation said, Answer answer) {}

    int object() {
        return object;
    }

    /** In the order in which planes were first spoken of. */
    Map<Plane, Told> told() {
        return told;
    }

    long revision() {
        return revision;
    }

    void revise(long to) {
        revision = to;
    }
}
