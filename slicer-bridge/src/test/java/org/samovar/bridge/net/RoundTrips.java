package org.samovar.bridge.net;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import org.samovar.bridge.v1.Fault;

/**
 * How long the shortest request takes between two programs of this computer; not a test. Prints the median and the 99th percentile of 10,000 pings, after as
 * many to warm up.
 */
public final class RoundTrips {
    private static final int COUNT = 10_000;

    private RoundTrips() {}

    public static void main(String[] arguments) throws IOException, Fault {
        Token token = Token.random();
        String digits = token.digits();
        try (Server server = new Server("Samovar", new EchoService(), token);
                TestClient client = TestClient.connect(server.listen("127.0.0.1", 0), digits)) {
            time(client);
            double[] times = time(client);
            Arrays.sort(times);
            PrintStream out = System.out;
            out.println(String.format(
                    Locale.ROOT,
                    "ping: median %.3f ms, 99th percentile %.3f ms (%d)",
                    times[COUNT / 2],
                    times[COUNT / 100 * 99],
                    COUNT));
        }
    }

    private static double[] time(TestClient client) throws IOException, Fault {
        double[] times = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            long start = System.nanoTime();
            client.ping();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        return times;
    }
}
