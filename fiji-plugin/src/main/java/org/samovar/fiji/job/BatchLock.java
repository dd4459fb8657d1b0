package org.samovar.fiji.job;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.samovar.geometry.UserError;

/**
 * Keeps others from a folder that a batch is writing to, in this ImageJ and in others. The lock of a batch that was killed goes with it; the file that was locked stays in any case, because
 * one that comes and goes could be locked twice.
 */
final class BatchLock implements AutoCloseable {
    static final String FILE = ".samovar-batch.lock";

    /** Locks of files are between programs: one that opens and closes a file a second time has lost its lock on it. */
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private BatchLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes a folder, which is made where there is none; the caller gives it back by closing this.
     *
     * @throws UserError when another batch has it, or nothing can be written there
     */
    static BatchLock take(Path destination) {
        try {
            Path folder = Files.createDirectories(destination).toRealPath();
            if (!HERE.add(folder)) {
                throw taken(destination);
            }
            try {
                return new BatchLock(folder, locked(folder, destination));
            } catch (IOException | RuntimeException e) {
                HERE.remove(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new UserError("Cannot write to " + destination + ": " + e.getMessage() + ".", e);
        }
    }

    private static FileChannel locked(Path folder, Path destination) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isFree(channel)) {
            return channel;
        }
        channel.close();
        throw taken(destination);
    }

    private static boolean isFree(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (IOException e) {
            return true; // a disk of another computer that knows no locks is no reason to refuse the work
        }
    }

    private static UserError taken(Path destination) {
        return new UserError(
                "Another batch is writing to " + destination + ".",
                "Wait for its end, or stop it with Escape and go on from there with the same options.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the system frees it when ImageJ ends
        } finally {
            HERE.remove(folder);
        }
    }
}
