package org.samovar.bridge.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.samovar.bridge.net.Peer;
import org.samovar.bridge.plane.Plane;
import org.samovar.bridge.plane.SeenVolume;
import org.samovar.bridge.session.Answer;
import org.samovar.bridge.session.Follower;
import org.samovar.bridge.session.OpenModels;
import org.samovar.bridge.session.Said;
import org.samovar.bridge.session.Session;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Meta;
import org.samovar.bridge.volume.StoredVoxels;
import org.samovar.bridge.volume.VolumeStore;
import org.samovar.bridge.work.Urgency;
import org.samovar.catalog.LoadedModel;
import org.samovar.geometry.Axis;
import org.samovar.geometry.ImagePoint;
import org.samovar.predict.SliceRange;

/** The sessions of a client: prompts, previews and following. Requests begin on the thread that reads its connection. */
final class Sessions {
    private static final int MOST_PLANES = 4096;
    private static final int MOST_FRAMES = 4096;
    private static final int MOST_SEGMENTS = 4096;

    private final Tasks tasks;
    private final Peer peer;
    private final Volumes volumes;
    private final OpenModels models;
    private final Map<String, Talk> talks = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    Sessions(Tasks tasks, Peer peer, Volumes volumes, OpenModels models) {
        this.tasks = tasks;
        this.peer = peer;
        this.volumes = volumes;
        this.models = models;
    }

    /** A session, and what was asked in it last. */
    private static final class Talk {
        private final Session session;
        private final Map<String, Asked> segments = new ConcurrentHashMap<>();
        private Optional<Asked> preview = Optional.empty();

        Talk(Session session) {
            this.session = session;
        }
    }

    private record Asked(long id, long revision, Ticket ticket) {}

    void open(long id, Meta meta, byte[] body) throws Fault {
        List<Volumes.Opened> frames = volumes.get(meta.texts("volumes", MOST_FRAMES));
        if (frames.isEmpty()) {
            throw meta.wrong("volumes", "the names of one volume or more");
        }
        String model = meta.text("model");
        SeenVolume.Window window = Windows.read(meta);
        tasks.submit(id, Urgency.PROMPT, job -> {
            List<VolumeStore.Lease> leases = new ArrayList<>();
            Optional<OpenModels.Shared> shared = Optional.empty();
            boolean done = false;
            try {
                for (Volumes.Opened frame : frames) {
                    leases.add(frame.lease().again());
                }
                List<StoredVoxels> voxels =
                        leases.stream().map(VolumeStore.Lease::voxels).toList();
                shared = Optional.of(models.take(model));
                SeenVolume seen = SeenVolume.of(voxels, frames.get(0).geometry(), window);
                String name = "s" + count.incrementAndGet();
                talks.put(name, new Talk(new Session(shared.get(), seen, leases)));
                done = true;
                return Reply.of(described(name, shared.get().model()));
            } finally {
                if (!done) {
                    shared.ifPresent(OpenModels.Shared::giveBack);
                    leases.forEach(VolumeStore.Lease::close);
                }
            }
        });
    }

    private static JsonObject described(String session, LoadedModel model) {
        JsonObject about = new JsonObject();
        about.addProperty("name", model.name());
        about.addProperty("title", model.description());
        about.addProperty("sha256", model.sha256());
        about.addProperty("device", model.device().toString());
        JsonArray notes = new JsonArray();
        model.note().ifPresent(notes::add);
        JsonObject meta = new JsonObject();
        meta.addProperty("session", session);
        meta.add("model", about);
        meta.add("notes", notes);
        return meta;
    }

    private Talk talk(Meta meta) throws Fault {
        String name = meta.text("session");
        Talk talk = talks.get(name);
        if (talk == null) {
            throw new Fault(ErrorCode.NOT_FOUND, "There is no session " + name + " here.", "Open it again.");
        }
        return talk;
    }

    /** Behind all that goes on in it. */
    void close(long id, Meta meta, byte[] body) throws Fault {
        Talk talk = talk(meta);
        talks.remove(meta.text("session"));
        tasks.afterAll(() -> {
            talk.session.close();
            peer.answer(id, new JsonObject(), new byte[0]);
        });
    }

    void prepare(long id, Meta meta, byte[] body) throws Fault {
        Talk talk = talk(meta);
        Plane plane = Planes.read(meta, "plane");
        tasks.submit(id, Urgency.IDLE, job -> {
            talk.session.prepare(plane);
            return Reply.NOTHING;
        });
    }

    void set(long id, Meta meta, byte[] body) throws Fault {
        Talk talk = talk(meta);
        String segment = meta.text("segment");
        long revision = meta.whole("revision", 1, Long.MAX_VALUE);
        List<Said> on = new ArrayList<>();
        for (Meta one : meta.objects("on", MOST_PLANES)) {
            on.add(new Said(Planes.read(one, "plane"), one.text("said")));
        }
        Asked last = talk.segments.get(segment);
        if (last == null && talk.segments.size() >= MOST_SEGMENTS) {
            throw new Fault(ErrorCode.REFUSED, "A session has at most " + MOST_SEGMENTS + " segments.");
        }
        if (last != null && revision <= last.revision) {
            throw meta.wrong("revision", "greater than the last one, " + last.revision);
        }
        if (last != null) {
            tasks.supersede(last.id, last.ticket);
        }
        Happenings happenings = new Happenings(peer, id);
        Ticket ticket = tasks.submit(id, Urgency.PROMPT, job -> {
            List<Answer> answers =
                    talk.session.say(segment, revision, on, job.progress(happenings.progress()), happenings);
            return Reply.of(described(revision, answers));
        });
        if (on.isEmpty()) {
            talk.segments.remove(segment);
        } else {
            talk.segments.put(segment, new Asked(id, revision, ticket));
        }
    }

    private static JsonObject described(long revision, List<Answer> answers) {
        JsonArray all = new JsonArray();
        for (Answer answer : answers) {
            JsonArray candidates = new JsonArray();
            for (Answer.Proposal proposal : answer.candidates()) {
                JsonObject candidate = new JsonObject();
                candidate.addProperty("score", proposal.score());
                candidate.addProperty("pixels", proposal.pixels());
                candidates.add(candidate);
            }
            JsonObject one = new JsonObject();
            one.addProperty("choice", answer.choice());
            one.add("candidates", candidates);
            one.addProperty("seconds", answer.seconds());
            all.add(one);
        }
        JsonObject meta = new JsonObject();
        meta.addProperty("revision", revision);
        meta.add("answers", all);
        return meta;
    }

    void preview(long id, Meta meta, byte[] body) throws Fault {
        Talk talk = talk(meta);
        Plane plane = Planes.read(meta, "plane");
        double[] at = meta.numbers("at", 2);
        OptionalDouble length =
                meta.has("length") ? OptionalDouble.of(Math.max(1, meta.number("length"))) : OptionalDouble.empty();
        talk.preview.ifPresent(last -> tasks.supersede(last.id, last.ticket));
        Ticket ticket = tasks.submit(id, Urgency.PROMPT, job -> {
            Session.Glance found = talk.session.glance(plane, new ImagePoint(at[0], at[1]), length);
            JsonObject answer = new JsonObject();
            Happenings.describe(found.patch(), answer);
            answer.addProperty("score", found.score());
            return new Reply(answer, found.patch().body());
        });
        talk.preview = Optional.of(new Asked(id, 0, ticket));
    }

    void propagate(long id, Meta meta, byte[] body) throws Fault {
        Talk talk = talk(meta);
        Axis axis = Planes.axis(meta.text("axis")).orElseThrow(() -> meta.wrong("axis", "i, j, k or t"));
        int fixed = meta.whole(axis == Axis.T ? "index" : "frame", 0, Integer.MAX_VALUE, 0);
        List<String> segments = meta.has("segments") ? meta.texts("segments", MOST_SEGMENTS) : List.of();
        Follower.Range range = range(meta);
        Happenings happenings = new Happenings(peer, id);
        tasks.submit(id, Urgency.LONG, job -> {
            Follower.Outcome outcome = talk.session.follow(
                    new Session.Way(axis, fixed), segments, range, job.progress(happenings.progress()), happenings);
            JsonArray check = new JsonArray();
            outcome.doubts().forEach((segment, doubt) -> {
                JsonObject one = new JsonObject();
                one.addProperty("segment", segment);
                one.addProperty("index", doubt.slice());
                one.addProperty("score", doubt.score());
                check.add(one);
            });
            JsonObject answer = new JsonObject();
            answer.addProperty("slices", outcome.slices());
            answer.add("check", check);
            return Reply.of(answer);
        });
    }

    private static Follower.Range range(Meta meta) throws Fault {
        if (!meta.has("range")) {
            return Follower.Range.ALL;
        }
        int[] ends = meta.wholes("range", 2, 0, Integer.MAX_VALUE);
        if (ends[0] > ends[1]) {
            throw meta.wrong("range", "the first and the last slice, in this order");
        }
        return new Follower.Range(Optional.of(new SliceRange(ends[0], ends[1])));
    }

    /** Closes all, behind all that goes on in them. */
    void closeAll() {
        tasks.afterAll(() -> talks.values().forEach(talk -> talk.session.close()));
    }
}
