package org.samovar.bridge.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.samovar.bridge.net.Peer;
import org.samovar.bridge.plane.SeenVolume;
import org.samovar.bridge.session.ClassFinder;
import org.samovar.bridge.session.Example;
import org.samovar.bridge.session.OpenModels;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Meta;
import org.samovar.bridge.v1.Runs;
import org.samovar.bridge.volume.VolumeStore;
import org.samovar.bridge.work.Job;
import org.samovar.bridge.work.Urgency;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;
import org.samovar.geometry.VolumeSize;
import org.samovar.predict.Progress;

/** Requests that find classes without prompts. They begin on the thread that reads the client's connection. */
final class Systems {
    private static final int MOST_EXAMPLES = 1024;
    private static final int MOST_SEGMENTS = 255;

    private final Tasks tasks;
    private final Peer peer;
    private final Volumes volumes;
    private final ClassFinder finder;

    Systems(Tasks tasks, Peer peer, Volumes volumes, OpenModels models) {
        this.tasks = tasks;
        this.peer = peer;
        this.volumes = volumes;
        this.finder = new ClassFinder(models);
    }

    void classes(long id, Meta meta, byte[] body) throws Fault {
        Volumes.Opened volume = volumes.get(meta.text("volume"));
        String model = meta.text("model");
        Happenings happenings = new Happenings(peer, id);
        tasks.submit(
                id,
                Urgency.LONG,
                job -> with(volume, SeenVolume.Window.SUITED, seen -> {
                    Map<String, Long> found = finder.classes(model, seen, progress(job, happenings), happenings::found);
                    JsonArray classes = new JsonArray();
                    found.forEach((name, voxels) -> {
                        JsonObject one = new JsonObject();
                        one.addProperty("segment", name);
                        one.addProperty("voxels", voxels);
                        classes.add(one);
                    });
                    JsonObject answer = new JsonObject();
                    answer.add("classes", classes);
                    return answer;
                }));
    }

    void support(long id, Meta meta, byte[] body) throws Fault {
        Volumes.Opened volume = volumes.get(meta.text("volume"));
        String model = meta.text("model");
        SeenVolume.Window window = Windows.read(meta);
        Axis axis = Planes.axis(meta.text("axis"))
                .filter(known -> known != Axis.T)
                .orElseThrow(() -> meta.wrong("axis", "i, j or k"));
        VolumeSize size = volume.lease().voxels().header().size();
        List<Example> examples = examples(meta, body, size.slice(axis), size.count(axis));
        Happenings happenings = new Happenings(peer, id);
        tasks.submit(
                id,
                Urgency.LONG,
                job -> with(volume, window, seen -> {
                    int slices = finder.support(model, seen, axis, examples, progress(job, happenings), happenings);
                    JsonObject answer = new JsonObject();
                    answer.addProperty("slices", slices);
                    return answer;
                }));
    }

    private static Progress progress(Job job, Happenings happenings) {
        return job.progress(happenings.progress());
    }

    private static List<Example> examples(Meta meta, byte[] body, Size slice, int count) throws Fault {
        List<Example> examples = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        Pieces pieces = new Pieces(body);
        for (Meta one : meta.objects("examples", MOST_EXAMPLES)) {
            int index = one.whole("index", 0, count - 1);
            if (!seen.add(index)) {
                throw one.wrong("index", "of another slice, as this one is an example already");
            }
            Map<String, boolean[]> masks = new LinkedHashMap<>();
            for (Meta segment : one.objects("segments", MOST_SEGMENTS)) {
                byte[] runs = pieces.next(segment.whole("bytes", 0, body.length));
                masks.put(segment.text("segment"), Runs.decode(runs, slice.pixels()));
            }
            examples.add(new Example(index, masks));
        }
        pieces.requireEnd();
        return examples;
    }

    /** A body from which one piece after the other is taken. */
    private static final class Pieces {
        private final byte[] body;
        private int at;

        Pieces(byte[] body) {
            this.body = body;
        }

        byte[] next(int bytes) throws Fault {
            if (bytes > body.length - at) {
                throw new Fault(ErrorCode.BAD_REQUEST, "The masks of the examples end too early.");
            }
            at += bytes;
            return Arrays.copyOfRange(body, at - bytes, at);
        }

        void requireEnd() throws Fault {
            if (at < body.length) {
                throw new Fault(ErrorCode.BAD_REQUEST, "Behind the masks of the examples there is more.");
            }
        }
    }

    @FunctionalInterface
    private interface Use {
        JsonObject of(SeenVolume seen) throws Fault;
    }

    private static Reply with(Volumes.Opened volume, SeenVolume.Window window, Use use) throws Fault {
        try (VolumeStore.Lease lease = volume.lease().again()) {
            return Reply.of(use.of(SeenVolume.of(List.of(lease.voxels()), volume.geometry(), window)));
        }
    }
}
