package org.samovar.bridge.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Frame;
import org.samovar.geometry.UserError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets programs of this computer that know a token talk to a {@link Service}. At most 64 are connected at once. What one of them does, or fails to do, does not
 * disturb the others. Safe for use by several threads.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    /** After a failure to accept, such as too many open files. */
    private static final long PAUSE_MS = 100;

    private final Host host;
    private final Map<Connection, Thread> clients = new HashMap<>();
    private final Map<ServerSocketChannel, Thread> doors = new HashMap<>();
    private final List<Path> sockets = new ArrayList<>();
    private boolean isClosed;

    /**
     * A server that nobody can reach yet.
     *
     * @param name what clients are told to be talking to, such as {@code Samovar 0.1.0}
     * @param token that clients must know; owned
     */
    public Server(String name, Service service, Token token) {
        this(name, service, token, Limits.STANDARD);
    }

    Server(String name, Service service, Token token, Limits limits) {
        this.host = new Host(name, service, token, limits);
    }

    /**
     * Lets clients come through a port.
     *
     * @param address of this computer's loopback, such as {@code 127.0.0.1}
     * @param port 0 for any that is free
     * @return the port
     * @throws UserError when the address is not the loopback's, or the port cannot be had
     */
    public int listen(String address, int port) {
        ServerSocketChannel door = Doors.port(address, port);
        try {
            int found = ((InetSocketAddress) door.getLocalAddress()).getPort();
            open(door);
            return found;
        } catch (IOException e) {
            throw new UserError("Cannot listen at " + address + ": " + e.getMessage() + ".", e);
        }
    }

    /**
     * Lets clients come through a Unix-domain socket, which the end of the server removes.
     *
     * @param socket in a folder that others cannot look into; made where there is none
     * @throws UserError when something is there already, or the system refuses it
     */
    public void listen(Path socket) {
        ServerSocketChannel door = Doors.socket(socket);
        socket.toFile().deleteOnExit();
        synchronized (this) {
            sockets.add(socket);
        }
        open(door);
    }

    private synchronized void open(ServerSocketChannel door) {
        if (isClosed) {
            close(door);
            throw new IllegalStateException("the server is closed");
        }
        Thread thread = host.thread("door", () -> accept(door));
        doors.put(door, thread);
        thread.start();
    }

    private void accept(ServerSocketChannel door) {
        while (door.isOpen()) {
            try {
                admit(door.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException | OutOfMemoryError e) {
                LOG.warn("a client could not be let in", e);
                pause();
            }
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        Wire wire;
        try {
            wire = new Wire(channel);
        } catch (IOException | OutOfMemoryError e) {
            channel.close();
            throw e;
        }
        if (!begin(new Connection(host, wire))) {
            turnAway(wire);
        }
    }

    /** @return whether there was room for it */
    private synchronized boolean begin(Connection client) {
        if (isClosed || clients.size() >= host.limits().clients()) {
            return false;
        }
        Thread thread = host.thread("client", () -> serve(client));
        clients.put(client, thread);
        boolean isStarted = false;
        try {
            thread.start();
            isStarted = true;
        } finally {
            if (!isStarted) {
                clients.remove(client);
                client.close();
            }
        }
        return true;
    }

    private void serve(Connection client) {
        try {
            client.run();
        } finally {
            synchronized (this) {
                clients.remove(client);
            }
        }
    }

    private static void turnAway(Wire wire) throws IOException {
        Fault why = new Fault(
                ErrorCode.TOO_MANY_CLIENTS,
                "As many programs are connected as the server can take.",
                "Close one of them.");
        try (wire) {
            wire.write(Frame.error(0, why).head(), new byte[0]);
            wire.finish();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all connections, at once, and every thread of the server; each guest is told. Closing again does nothing. */
    @Override
    public void close() {
        List<Thread> threads = new ArrayList<>();
        List<Path> files;
        synchronized (this) {
            isClosed = true;
            files = List.copyOf(sockets);
            threads.addAll(doors.values());
            threads.addAll(clients.values());
            doors.keySet().forEach(Server::close);
            clients.keySet().forEach(Connection::close);
        }
        join(threads);
        host.close();
        for (Path socket : files) {
            try {
                Files.deleteIfExists(socket);
            } catch (IOException e) {
                LOG.warn("{} could not be removed", socket, e);
            }
        }
    }

    private static void close(ServerSocketChannel door) {
        try {
            door.close();
        } catch (IOException e) {
            LOG.warn("a socket could not be closed", e);
        }
    }

    private static void join(List<Thread> threads) {
        long end = System.nanoTime() + CLOSING.toNanos();
        try {
            for (Thread thread : threads) {
                long rest = Math.max(1, (end - System.nanoTime()) / 1_000_000);
                if (thread != Thread.currentThread()) {
                    thread.join(rest);
                    if (thread.isAlive()) {
                        LOG.warn("{} does not end", thread.getName());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
