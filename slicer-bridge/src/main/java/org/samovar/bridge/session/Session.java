package org.samovar.bridge.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.samovar.bridge.plane.Plane;
import org.samovar.bridge.plane.SeenVolume;
import org.samovar.bridge.plane.VoxelPatch;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.volume.VolumeStore;
import org.samovar.catalog.LoadedModel;
import org.samovar.geometry.Axis;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.predict.Candidate;
import org.samovar.predict.Candidates;
import org.samovar.predict.Conversation;
import org.samovar.predict.Progress;

/**
 * A volume, or those of a time series, and a model, about whose segments a client talks. Answers on a plane are those of the image that it shows, and
 * depend on nothing but what was said there, so that a client that tells all anew gets the same. Used on the thread of networks alone.
 */
public final class Session implements AutoCloseable {
    /** Planes between which a user goes to and fro; each keeps its image and the latest answers. */
    private static final int LOOKS = 16;
    /** Directions in which segments are followed; each keeps a memory of slices. */
    private static final int FOLLOWERS = 3;

    private static final double NANOSECONDS = 1e9;
    /** How long an object is thought to be at first sight, as a part of the shorter side of its plane. */
    private static final double USUAL = 0.15;

    private final OpenModels.Shared shared;
    private final SeenVolume volume;
    private final List<VolumeStore.Lease> leases;
    private final Map<String, Segment> segments = new LinkedHashMap<>();
    private final Map<Way, Follower> followers = new LinkedHashMap<>(8, 0.75f, true);
    private final Map<Plane, Look> looks = new LinkedHashMap<>(32, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Plane, Look> eldest) {
            return size() > LOOKS;
        }
    };
    /** Segments that ended while others were followed. */
    private final List<Segment> ended = new ArrayList<>();

    private int objects;
    private boolean isFollowing;

    /**
     * Along what segments are followed.
     *
     * @param axis of the slices, or time
     * @param fixed what they leave open: the point in time, or along time the k
     */
    public record Way(Axis axis, int fixed) {}

    /**
     * Takes over a model and volumes, to be given back at its end.
     *
     * @param volume of the leases
     */
    public Session(OpenModels.Shared shared, SeenVolume volume, List<VolumeStore.Lease> leases) {
        this.shared = shared;
        this.volume = volume;
        this.leases = List.copyOf(leases);
    }

    public LoadedModel model() {
        return shared.model();
    }

    /**
     * Answers all that was said about a segment, where something else was said than before.
     *
     * @param on nothing twice about one plane; nothing at all ends the segment
     * @param progress reported to plane by plane
     * @return an answer for each plane, in order
     * @throws UserError when a prompt cannot be understood or lies outside, or there is no such plane; nothing is changed then
     * @throws java.util.concurrent.CancellationException when cancelled; what was answered by then stays
     */
    public List<Answer> say(String key, long revision, List<Said> on, Progress progress, Patches patches) {
        Map<Plane, Conversation> said = parsed(on);
        Segment segment = segments.computeIfAbsent(key, k -> new Segment(++objects));
        segment.revise(revision);
        for (Plane gone : segment.told().keySet().stream()
                .filter(plane -> !said.containsKey(plane))
                .toList()) {
            segment.told().remove(gone);
            patches.found(key, revision, gone, look(gone).nothing());
        }
        List<Answer> answers = new ArrayList<>();
        for (Map.Entry<Plane, Conversation> entry : said.entrySet()) {
            progress.step(answers.size(), said.size(), "segmenting");
            answers.add(answer(key, segment, entry.getKey(), entry.getValue(), patches));
        }
        if (said.isEmpty()) {
            segments.remove(key);
            ended.add(segment);
            forgetEnded();
        }
        return answers;
    }

    /** Not in the midst of following, as prompts are answered between its steps. */
    private void forgetEnded() {
        if (!isFollowing) {
            ended.forEach(segment -> followers.values().forEach(follower -> follower.forget(segment)));
            ended.clear();
        }
    }

    private Map<Plane, Conversation> parsed(List<Said> on) {
        Map<Plane, Conversation> said = new LinkedHashMap<>();
        for (Said one : on) {
            Conversation conversation =
                    Conversation.parse(one.text(), look(one.plane()).plane().size());
            if (said.put(one.plane(), conversation) != null) {
                throw new UserError("Two lists of prompts are about one plane, " + one.plane() + ".");
            }
        }
        return said;
    }

    private Answer answer(String key, Segment segment, Plane plane, Conversation said, Patches patches) {
        Segment.Told known = segment.told().get(plane);
        if (known != null && known.said().equals(said)) {
            return known.answer().again();
        }
        Look look = look(plane);
        long start = System.nanoTime();
        Candidates found = look.answer(said);
        double seconds = (System.nanoTime() - start) / NANOSECONDS;
        patches.found(key, segment.revision(), plane, look.patch(found.chosen()));
        Answer answer = Answer.of(found, seconds);
        segment.told().put(plane, new Segment.Told(said, answer));
        return answer;
    }

    private Look look(Plane plane) {
        Look known = looks.get(plane);
        if (known == null) {
            known = new Look(plane.in(volume), shared);
            looks.put(plane, known);
        }
        return known;
    }

    /** What a click would find, at first sight. */
    public record Glance(VoxelPatch patch, double score) {}

    /**
     * What a click would find.
     *
     * @param length of the object, about, in the finer pixels of the plane, at least 1; empty: as long as many are
     * @throws UserError when it lies outside, or there is no such plane
     */
    public Glance glance(Plane plane, ImagePoint at, OptionalDouble length) {
        Look look = look(plane);
        Size size = look.plane().size();
        double usual = Math.max(1, Math.min(size.width(), size.height()) * USUAL);
        Candidate found = look.glance(at, length.orElse(usual));
        return new Glance(look.patch(found), found.score());
    }

    /** Encodes what a prompt on a plane would need. @throws UserError when there is no such plane */
    public void prepare(Plane plane) {
        look(plane).prepare();
    }

    /**
     * Follows segments from the planes along a way about which something was said.
     *
     * @param keys of segments; all that have such planes where it is empty
     * @param range of slices
     * @throws Fault NOT_FOUND when there is no such segment
     * @throws UserError when there is nothing to follow, or no such slice
     * @throws java.util.concurrent.CancellationException when cancelled; what was found stays
     */
    public Follower.Outcome follow(Way way, List<String> keys, Follower.Range range, Progress progress, Patches patches)
            throws Fault {
        for (String key : keys) {
            if (!segments.containsKey(key)) {
                throw new Fault(ErrorCode.NOT_FOUND, "There is no segment " + key + " here.");
            }
        }
        Follower follower = followers.computeIfAbsent(way, w -> new Follower(w, volume, shared));
        while (followers.size() > FOLLOWERS) {
            Way eldest = followers.keySet().iterator().next();
            followers.remove(eldest).close();
        }
        Map<String, Segment> wanted = new LinkedHashMap<>(segments);
        if (!keys.isEmpty()) {
            wanted.keySet().retainAll(keys);
        }
        isFollowing = true;
        try {
            return follower.follow(wanted, this::look, range, progress, patches);
        } finally {
            isFollowing = false;
            forgetEnded();
        }
    }

    @Override
    public void close() {
        followers.values().forEach(Follower::close);
        shared.giveBack();
        leases.forEach(VolumeStore.Lease::close);
    }
}
