package org.samovar.bridge.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.samovar.geometry.UserError;

/** Opens what a server listens at: nothing that another computer can reach. */
final class Doors {
    /** Clients that the system lets wait until they are accepted. */
    private static final int BACKLOG = 128;

    private static final int MOST_PORT = 0xffff;

    private Doors() {}

    /**
     * A port of this computer.
     *
     * @param port 0 for any that is free
     * @throws UserError when the host is not this computer's loopback, or the port cannot be had
     */
    static ServerSocketChannel port(String host, int port) {
        if (port < 0 || port > MOST_PORT) {
            throw new UserError("A port is a number from 0 to " + MOST_PORT + "; " + port + " is none.");
        }
        InetAddress address = address(host);
        if (!address.isLoopbackAddress()) {
            throw new UserError(
                    "The server listens to programs of this computer alone, and " + host + " can be reached by others.",
                    "To use it from another computer, let ssh forward the port: ssh -L PORT:127.0.0.1:PORT HOST");
        }
        try {
            return bound(ServerSocketChannel.open(), new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new UserError(
                    "Cannot listen at port " + port + " of " + host + ": " + e.getMessage() + ".",
                    "Another program may have it; port 0 is any that is free.",
                    e);
        }
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new UserError("There is no host " + host + ".", "Use 127.0.0.1.", e);
        }
    }

    /**
     * A Unix-domain socket that only the user can connect to. One that a server left behind when it was killed is taken over.
     *
     * @throws UserError when a server listens there already, something else is there, others may look into its folder, or the system refuses it
     */
    static ServerSocketChannel socket(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new UserError(file + " is not the name of a file.");
        }
        PrivateFolder.require(folder);
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file);
        try {
            removeAbandoned(file, address);
            ServerSocketChannel door = bound(ServerSocketChannel.open(StandardProtocolFamily.UNIX), address);
            PrivateFolder.hide(file);
            return door;
        } catch (UnsupportedOperationException e) {
            throw new UserError("This system has no Unix-domain sockets.", "Use a port.", e);
        } catch (IOException e) {
            throw new UserError("Cannot listen at " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static void removeAbandoned(Path file, UnixDomainSocketAddress address) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isOther()) {
            throw new UserError(file + " is there already, and no socket.", "Name a file that does not exist yet.");
        }
        if (isAnswered(address)) {
            throw new UserError("Another server listens at " + file + ".");
        }
        Files.delete(file);
    }

    private static boolean isAnswered(UnixDomainSocketAddress address) {
        try (SocketChannel probe = SocketChannel.open(address)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocketChannel bound(ServerSocketChannel door, SocketAddress address) throws IOException {
        try {
            return door.bind(address, BACKLOG);
        } catch (IOException e) {
            door.close();
            throw e;
        }
    }
}
