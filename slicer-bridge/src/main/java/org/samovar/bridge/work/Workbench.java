package org.samovar.bridge.work;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One thread on which all networks run, as they share a processor or a graphics card. Urgent work comes first, also between the steps of work that is
 * less urgent; among what is equally urgent clients take turns, so that one with a long list does not keep the others waiting.
 */
public final class Workbench implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    /** By client, whose turn it is first. */
    private final Map<Urgency, LinkedHashMap<Object, Queue<Job>>> waiting = new EnumMap<>(Urgency.class);

    private final Thread worker;
    private boolean closed;

    public Workbench() {
        for (Urgency urgency : Urgency.values()) {
            waiting.put(urgency, new LinkedHashMap<>());
        }
        this.worker = new Thread(this::work, "samovar-networks");
        worker.setDaemon(true);
        worker.start();
    }

    /**
     * Has something done as soon as it is its turn.
     *
     * @param client who takes turns with others
     * @param work must not throw; is told its job
     */
    public Job submit(Object client, Urgency urgency, Consumer<Job> work) {
        Job job = new Job(this, client, urgency, work);
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The workbench is closed");
            }
            queues(urgency).computeIfAbsent(client, c -> new ArrayDeque<>()).add(job);
            arrived.signal();
        } finally {
            lock.unlock();
        }
        return job;
    }

    private LinkedHashMap<Object, Queue<Job>> queues(Urgency urgency) {
        LinkedHashMap<Object, Queue<Job>> queues = waiting.get(urgency);
        if (queues == null) {
            throw new IllegalStateException("no queue for " + urgency);
        }
        return queues;
    }

    /** Jobs that wait. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.values().stream()
                    .flatMap(queues -> queues.values().stream())
                    .mapToInt(Queue::size)
                    .sum();
        } finally {
            lock.unlock();
        }
    }

    boolean withdraw(Job job) {
        lock.lock();
        try {
            LinkedHashMap<Object, Queue<Job>> queues = queues(job.urgency());
            Queue<Job> own = queues.getOrDefault(job.client(), new ArrayDeque<>());
            boolean waited = own.remove(job);
            if (own.isEmpty()) {
                queues.remove(job.client());
            }
            return waited;
        } finally {
            lock.unlock();
        }
    }

    /** To be called on the worker alone. */
    void doMoreUrgentThan(Urgency urgency) {
        for (Optional<Job> next = next(urgency.ordinal()); next.isPresent(); next = next(urgency.ordinal())) {
            next.get().run();
        }
    }

    /** Takes the job whose turn it is from the first queues. */
    private Optional<Job> next(int queuesFromFirst) {
        lock.lock();
        try {
            for (Urgency urgency : Urgency.values()) {
                if (urgency.ordinal() < queuesFromFirst && !queues(urgency).isEmpty()) {
                    return Optional.of(takeTurn(queues(urgency)));
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private static Job takeTurn(LinkedHashMap<Object, Queue<Job>> queues) {
        Iterator<Map.Entry<Object, Queue<Job>>> entries = queues.entrySet().iterator();
        Map.Entry<Object, Queue<Job>> first = entries.next();
        Object client = first.getKey();
        Queue<Job> own = first.getValue();
        entries.remove();
        Job job = own.remove();
        if (!own.isEmpty()) {
            queues.put(client, own);
        }
        return job;
    }

    private void work() {
        while (true) {
            Optional<Job> next = next(Urgency.values().length);
            if (next.isPresent()) {
                next.get().run();
            } else if (!awaitWork()) {
                return;
            }
        }
    }

    /** @return whether there is some, or may be; false at the end */
    private boolean awaitWork() {
        lock.lock();
        try {
            boolean idle = waiting.values().stream().allMatch(Map::isEmpty);
            if (idle && closed) {
                return false;
            }
            if (idle) {
                arrived.awaitUninterruptibly();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Does what waits, and ends the thread. Whoever wants it quick cancels the jobs before. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
        try {
            worker.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
