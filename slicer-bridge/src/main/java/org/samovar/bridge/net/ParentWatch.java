package org.samovar.bridge.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Notices the end of the program that started this one: the system closes the stream that comes from it, however it ends. */
public final class ParentWatch {
    private ParentWatch() {}

    /**
     * Reads a stream to its end, on a thread that does not keep the program alive. What comes does not matter.
     *
     * @param in as a rule standard input
     * @param ended told once, on that thread
     */
    public static void start(InputStream in, Runnable ended) {
        Thread thread = new Thread(() -> waitForEnd(in, ended), "samovar parent watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static void waitForEnd(InputStream in, Runnable ended) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // as good as its end
        }
        ended.run();
    }
}
