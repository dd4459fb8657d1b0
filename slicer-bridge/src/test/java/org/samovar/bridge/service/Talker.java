package org.samovar.bridge.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.samovar.bridge.net.Guest;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Runs;
import org.samovar.bridge.volume.Arrays3;
import org.samovar.bridge.volume.VolumeHeader;

/** A client that speaks to a service without a socket. */
final class Talker implements AutoCloseable {
    private static final String IDENTITY = "[1,0,0,0, 0,1,0,0, 0,0,1,0, 0,0,0,1]";

    private final Recorder heard = new Recorder();
    private final Guest guest;
    private long last;

    Talker(Shop shop) {
        this.guest = new BridgeService(shop).welcome(heard);
    }

    Recorder heard() {
        return heard;
    }

    static JsonObject json(String text) {
        return new Gson().fromJson(text, JsonObject.class);
    }

    /** Begins a request. @return its id */
    long begin(String operation, JsonObject meta, byte... body) {
        long id = ++last;
        try {
            guest.request(id, operation, meta, body);
        } catch (Fault e) {
            heard.fail(id, e);
        }
        return id;
    }

    void cancel(long id) {
        guest.cancel(id);
    }

    /** What a request is answered with. */
    JsonObject ask(String operation, String meta, byte... body) throws InterruptedException {
        return answer(begin(operation, json(meta), body));
    }

    JsonObject answer(long id) throws InterruptedException {
        Recorder.End end = heard.end(id);
        assertThat(end.fault().map(fault -> fault.code() + " " + fault.message()))
                .isEmpty();
        return end.answer().orElseThrow();
    }

    /** How a request fails. */
    Fault fault(long id) throws InterruptedException {
        return heard.end(id).fault().orElseThrow(() -> new AssertionError("request " + id + " was answered"));
    }

    ErrorCode refusal(String operation, String meta, byte... body) throws InterruptedException {
        return fault(begin(operation, json(meta), body)).code();
    }

    String open(VolumeHeader header, byte[] voxels) throws InterruptedException, Fault {
        JsonObject meta = json("{\"ijkToRas\":" + IDENTITY + ",\"name\":\"test\"}");
        meta.addProperty("contentId", Arrays3.hash(header, voxels));
        meta.addProperty("dtype", header.dtype().text());
        JsonArray shape = new JsonArray();
        List.of(header.size().depth(), header.size().height(), header.size().width())
                .forEach(shape::add);
        meta.add("shape", shape);
        long id = begin("volume.open", meta);
        if (!heard.events(id, "need").isEmpty()) {
            guest.data(id, json("{\"offset\":0}"), voxels);
        }
        return answer(id).get("volume").getAsString();
    }

    String session(String... volumes) throws InterruptedException {
        JsonArray names = new JsonArray();
        List.of(volumes).forEach(names::add);
        JsonObject meta = json("{\"model\":\"samovar-nano\"}");
        meta.add("volumes", names);
        return answer(begin("session.open", meta)).get("session").getAsString();
    }

    /** Voxels that the patches of a request say are in a segment, in all. */
    long voxels(long id, String segment) throws Fault {
        long[] sum = {0};
        for (Recorder.Event patch : heard.events(id, "patch")) {
            if (patch.meta().get("segment").getAsString().equals(segment)) {
                sum[0] += voxels(patch);
            }
        }
        return sum[0];
    }

    /** Voxels that a patch says are in its segment. */
    static long voxels(Recorder.Event patch) throws Fault {
        int within = patch.meta().get("within").getAsInt();
        byte[] runs = Arrays.copyOfRange(patch.body(), within, patch.body().length);
        assertThat(runs).hasSize(patch.meta().get("mask").getAsInt());
        JsonArray box = patch.meta().getAsJsonArray("extent");
        long count = 1;
        for (int axis = 0; axis < 3; axis++) {
            count *= box.get(2 * axis + 1).getAsInt() - box.get(2 * axis).getAsInt();
        }
        long[] sum = {0};
        Runs.decode(runs, count, (from, to) -> sum[0] += to - from);
        return sum[0];
    }

    @Override
    public void close() {
        guest.left();
    }
}
