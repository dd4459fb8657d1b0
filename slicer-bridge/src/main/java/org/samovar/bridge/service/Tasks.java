package org.samovar.bridge.service;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.samovar.bridge.net.Peer;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.work.Job;
import org.samovar.bridge.work.Urgency;
import org.samovar.bridge.work.Workbench;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests of one client that need the thread of networks; each ends with an answer or an error. */
final class Tasks {
    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    private final Workbench bench;
    private final Peer peer;
    private final Map<Long, Ticket> open = new ConcurrentHashMap<>();

    Tasks(Workbench bench, Peer peer) {
        this.bench = bench;
        this.peer = peer;
    }

    /** What is done on the thread of networks. */
    @FunctionalInterface
    interface Task {
        /**
         * Does it.
         *
         * @throws CancellationException when the job is cancelled meanwhile
         */
        Reply run(Job job) throws Fault;
    }

    /** Has the work of a request done when it is its turn. */
    Ticket submit(long id, Urgency urgency, Task task) {
        Ticket ticket = new Ticket();
        open.put(id, ticket);
        Job job = bench.submit(this, urgency, started -> run(id, ticket, started, task));
        if (ticket.isFor(job)) {
            withdraw(id, ticket);
        }
        return ticket;
    }

    /** Has something done behind all that this client has asked for, whatever is cancelled. */
    void afterAll(Runnable work) {
        bench.submit(this, Urgency.LONG, job -> guarded(work));
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Something could not be closed", e);
        }
    }

    /** Ends a request that is open. */
    void cancel(long id) {
        Ticket ticket = open.get(id);
        if (ticket != null) {
            end(id, ticket, ErrorCode.CANCELLED);
        }
    }

    /** Ends a request as something newer has come. */
    void supersede(long id, Ticket ticket) {
        end(id, ticket, ErrorCode.SUPERSEDED);
    }

    void cancelAll() {
        open.keySet().forEach(this::cancel);
    }

    private void end(long id, Ticket ticket, ErrorCode why) {
        if (ticket.end(why)) {
            withdraw(id, ticket);
        }
    }

    private void withdraw(long id, Ticket ticket) {
        open.remove(id);
        peer.fail(id, ticket.fault());
    }

    private void run(long id, Ticket ticket, Job job, Task task) {
        try {
            if (job.isCancelled()) {
                throw new CancellationException();
            }
            Reply reply = task.run(job);
            open.remove(id);
            peer.answer(id, reply.meta(), reply.body());
        } catch (CancellationException e) {
            fail(id, ticket.fault());
        } catch (Fault | RuntimeException | LinkageError | OutOfMemoryError e) {
            Fault why = Fault.of(e);
            if (why.code() == ErrorCode.INTERNAL) {
                LOG.error("A request went wrong", e);
            }
            fail(id, why);
        }
    }

    private void fail(long id, Fault why) {
        open.remove(id);
        peer.fail(id, why);
    }
}
