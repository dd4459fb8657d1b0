package org.samovar.bridge.serve;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.samovar.bridge.net.Announcement;
import org.samovar.bridge.net.ParentWatch;
import org.samovar.bridge.net.Server;
import org.samovar.bridge.net.Token;
import org.samovar.bridge.net.Trial;
import org.samovar.bridge.service.BridgeService;
import org.samovar.bridge.service.Shop;
import org.samovar.bridge.v1.Handshake;
import org.samovar.catalog.Catalog;
import org.samovar.catalog.SetupReport;
import org.samovar.cli.ModuleVerb;
import org.samovar.geometry.UserError;
import org.samovar.io.DataFolder;
import org.samovar.tensor.DeviceChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The server for 3D Slicer and other programs of this computer. */
@Command(
        name = "serve",
        description =
                "Segments for 3D Slicer and other programs of this computer, which know a token, until it is stopped.")
public final class ServeVerb implements ModuleVerb {
    private static final int REFUSED = 1;
    private static final long MEGABYTE = 1_000_000;
    /** Of Java's memory; the rest is for what is computed from volumes. */
    private static final double SHARE_OF_VOLUMES = 0.6;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "N", description = "The port to listen at (default: any that is free).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "An address of this computer itself (default: ${DEFAULT-VALUE}); others are refused.")
    private String host = "127.0.0.1";

    @Option(names = "--socket", paramLabel = "FILE", description = "Listen at a Unix-domain socket as well.")
    private Optional<Path> socket = Optional.empty();

    @Option(
            names = "--stdin",
            description = "Read the token from the first line of standard input, and end when that ends.")
    private boolean fromInput;

    @Option(
            names = "--memory",
            paramLabel = "MB",
            description = "The most that volumes may take (default: 60 %% of Java's memory).")
    private Optional<Integer> memory = Optional.empty();

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "Where to run: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private DeviceChoice device = DeviceChoice.AUTO;

    @Option(names = "--doctor", description = "Check everything that serving needs, say what was found, and end.")
    private boolean doctor;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (doctor) {
            return examine(out);
        }
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(ended, closed), "samovar-stop"));
        try {
            serve(out, ended);
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private void serve(PrintWriter out, CountDownLatch ended) throws IOException, InterruptedException {
        InputStream in = System.in; // nobody else reads it
        Token token = fromInput ? Token.readLine(in) : Token.random();
        try (Shop shop = Shop.open(volumeBytes(), device);
                Server server = new Server("Samovar " + SetupReport.version(), new BridgeService(shop), token)) {
            int found = server.listen(host, port);
            socket.ifPresent(server::listen);
            shop.rehearse();
            if (fromInput) {
                ParentWatch.start(in, ended::countDown);
                say(out, found);
                ended.await();
            } else {
                Path folder = DataFolder.find().resolve("bridge");
                try (Announcement announced = Announcement.of(folder, host, found, token)) {
                    say(out, found);
                    spec.commandLine().getErr().println("Clients find it by " + announced.file() + "; Ctrl-C ends it.");
                    ended.await();
                }
            }
        }
    }

    /** On Ctrl-C or SIGTERM: lets the server end in its own way. */
    private static void stop(CountDownLatch ended, CountDownLatch closed) {
        ended.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long volumeBytes() {
        long java = Runtime.getRuntime().maxMemory();
        long wanted = memory.map(megabytes -> megabytes * MEGABYTE).orElse((long) (java * SHARE_OF_VOLUMES));
        if (wanted <= 0 || wanted > java) {
            throw new UserError(
                    "Volumes cannot have " + wanted / MEGABYTE + " MB: Java may use " + java / MEGABYTE + " MB.",
                    "SAMOVAR_JAVA_OPTS=-Xmx8g gives it more.");
        }
        return wanted;
    }

    private void say(PrintWriter out, int found) {
        JsonObject ready = new JsonObject();
        ready.addProperty("ready", true);
        ready.addProperty("protocol", Handshake.PROTOCOL);
        ready.addProperty("host", host);
        ready.addProperty("port", found);
        ready.addProperty("pid", ProcessHandle.current().pid());
        out.println(ready);
        out.flush();
    }

    private int examine(PrintWriter out) {
        Token token = Token.random();
        try (Shop shop = Shop.open(volumeBytes(), device);
                Server server = new Server("Samovar " + SetupReport.version(), new BridgeService(shop), token)) {
            SetupReport report = SetupReport.of(() -> shop.models().openAnew(Catalog.DEFAULT));
            List<String> lines = report.lines();
            lines.subList(0, lines.size() - 1).forEach(out::println);
            boolean answers = tryOut(server, token, out);
            out.println(answers ? lines.get(lines.size() - 1) : "Samovar cannot be used like this.");
            return report.isUsable() && answers ? 0 : REFUSED;
        }
    }

    /** Connects as a client would. */
    private boolean tryOut(Server server, Token token, PrintWriter out) {
        try {
            int found = server.listen(host, port);
            double milliseconds = Trial.of(host, found, token);
            out.println(String.format(
                    Locale.ROOT, "%-10s answers at %s:%d in %.2f ms", "bridge", host, found, milliseconds));
            return true;
        } catch (UserError | IOException e) {
            out.println(String.format(Locale.ROOT, "%-10s FAILED: %s", "bridge", e.getMessage()));
            return false;
        }
    }
}
