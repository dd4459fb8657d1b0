package org.samovar.bridge.service;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.samovar.bridge.net.Peer;
import org.samovar.bridge.v1.Fault;

/** A client's end of a connection that writes down what it is told. */
final class Recorder implements Peer {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    private final Map<Long, End> ends = new HashMap<>();
    private final Map<Long, List<Event>> events = new HashMap<>();

    /** How a request ended. */
    record End(Optional<JsonObject> answer, byte[] body, Optional<Fault> fault) {}

    record Event(JsonObject meta, byte[] body) {}

    @Override
    public synchronized void answer(long id, JsonObject meta, byte[] body) {
        end(id, new End(Optional.of(meta), body, Optional.empty()));
    }

    @Override
    public synchronized void fail(long id, Fault why) {
        end(id, new End(Optional.empty(), new byte[0], Optional.of(why)));
    }

    private void end(long id, End end) {
        if (ends.put(id, end) != null) {
            throw new AssertionError("request " + id + " ended twice");
        }
        notifyAll();
    }

    @Override
    public synchronized void event(long id, JsonObject meta, byte[] body) {
        events.computeIfAbsent(id, i -> new ArrayList<>()).add(new Event(meta, body));
        notifyAll();
    }

    synchronized List<Event> events(long id, String kind) {
        return events.getOrDefault(id, List.of()).stream()
                .filter(event -> event.meta().get("event").getAsString().equals(kind))
                .toList();
    }

    /** Waits until a request has ended. */
    End end(long id) throws InterruptedException {
        await(recorder -> recorder.ends.containsKey(id));
        synchronized (this) {
            return ends.get(id);
        }
    }

    synchronized void await(Predicate<Recorder> condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.test(this)) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("nothing came");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
