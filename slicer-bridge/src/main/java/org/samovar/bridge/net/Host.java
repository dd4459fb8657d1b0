package org.samovar.bridge.net;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What all connections of a server share. */
final class Host implements AutoCloseable {
    /** What the names of all threads begin with. */
    static final String THREADS = "samovar bridge ";

    private final AtomicLong threads = new AtomicLong();
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, this::clockThread, new ThreadPoolExecutor.DiscardPolicy());
    private final String name;
    private final Service service;
    private final Set<String> operations;
    private final Token token;
    private final Limits limits;

    Host(String name, Service service, Token token, Limits limits) {
        this.name = name;
        this.service = service;
        this.operations = Set.copyOf(service.operations());
        this.token = token;
        this.limits = limits;
        clock.setRemoveOnCancelPolicy(true);
    }

    /** What clients are told to be talking to. */
    String name() {
        return name;
    }

    Service service() {
        return service;
    }

    boolean offers(String operation) {
        return operations.contains(operation);
    }

    Token token() {
        return token;
    }

    Limits limits() {
        return limits;
    }

    /** Does something short at a later time, unless it is cancelled or the server closes. */
    Future<?> later(Duration delay, Runnable what) {
        return clock.schedule(what, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A thread that does not keep the program alive; not started. */
    Thread thread(String role, Runnable work) {
        Thread thread = new Thread(work, THREADS + role + " " + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    private Thread clockThread(Runnable work) {
        return thread("clock", work);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            clock.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        token.close();
    }
}
