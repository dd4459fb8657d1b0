package org.samovar.bridge.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samovar.bridge.service.Ball.BOX;
import static org.samovar.bridge.service.Ball.D;
import static org.samovar.bridge.service.Ball.H;
import static org.samovar.bridge.service.Ball.HEADER;
import static org.samovar.bridge.service.Ball.W;
import static org.samovar.bridge.service.Ball.ball;
import static org.samovar.bridge.service.Ball.ballVoxels;
import static org.samovar.bridge.service.Ball.inBall;
import static org.samovar.bridge.service.Ball.propagate;
import static org.samovar.bridge.service.Ball.set;
import static org.samovar.bridge.service.Ball.slice;

import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Runs;
import org.samovar.bridge.work.Urgency;
import org.samovar.tensor.DeviceChoice;

/** Requests that follow segments through slices and time, with the embedded model. */
@Timeout(180)
class FollowRequestsIT {
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.open(1 << 28, DeviceChoice.CPU);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void aSegmentIsFollowedAndACorrectionGoesOverFewerSlices() throws Exception {
        try (Talker client = new Talker(shop)) {
            String session = client.session(client.open(HEADER, ball(0)));
            client.answer(client.begin("segment.set", set(session, "a", 1, slice(12, BOX))));
            long first = client.begin("propagate", propagate(session));
            JsonObject all = client.answer(first);
            assertThat(client.voxels(first, "a")).isBetween(ballVoxels(0, D) * 8 / 10, ballVoxels(0, D) * 12 / 10);
            assertThat(client.heard().events(first, "progress")).isNotEmpty();
            assertThat(all.getAsJsonArray("check")
                            .get(0)
                            .getAsJsonObject()
                            .get("segment")
                            .getAsString())
                    .isEqualTo("a");

            String corrected = slice(12, BOX) + "," + slice(17, "box 33,25,64,56");
            client.answer(client.begin("segment.set", set(session, "a", 2, corrected)));
            long second = client.begin("propagate", propagate(session));
            int again = client.answer(second).get("slices").getAsInt();
            assertThat(again).isBetween(1, all.get("slices").getAsInt() - 6);
            Set<Integer> slices = new HashSet<>();
            client.heard()
                    .events(second, "patch")
                    .forEach(patch -> slices.add(
                            patch.meta().getAsJsonObject("plane").get("index").getAsInt()));
            assertThat(slices).allMatch(k -> k > 12);
        }
    }

    @Test
    void promptsAreAnsweredWhileAnotherClientFollows() throws Exception {
        try (Talker client = new Talker(shop);
                Talker other = new Talker(shop)) {
            String session = client.session(client.open(HEADER, ball(0)));
            String theirs = other.session(other.open(HEADER, ball(0)));
            client.answer(client.begin("segment.set", set(session, "a", 1, slice(12, BOX))));
            long following = client.begin("propagate", propagate(session));
            client.heard().await(heard -> heard.events(following, "patch").size() > 1);
            long asked = other.begin("segment.set", set(theirs, "a", 1, slice(12, BOX)));
            other.answer(asked);
            int patches = client.heard().events(following, "patch").size();
            client.answer(following);
            assertThat(client.heard().events(following, "patch")).hasSizeGreaterThan(patches);
            assertThat(shop.volumes().inUse()).isOne();
        }
    }

    @Test
    void followingThatIsCancelledKeepsWhatWasFoundAndGoesOnFromThere() throws Exception {
        try (Talker client = new Talker(shop)) {
            String session = client.session(client.open(HEADER, ball(0)));
            client.answer(client.begin("segment.set", set(session, "a", 1, slice(12, BOX))));
            long first = client.begin("propagate", propagate(session));
            client.heard().await(heard -> heard.events(first, "patch").size() > 2);
            client.cancel(first);
            assertThat(client.fault(first).code()).isEqualTo(ErrorCode.CANCELLED);
            int found = client.heard().events(first, "patch").size();
            long second = client.begin("propagate", propagate(session));
            client.answer(second);
            assertThat(found + client.heard().events(second, "patch").size()).isLessThanOrEqualTo(D + 1);
        }
    }

    @Test
    void aSegmentMayEndWhileItIsFollowed() throws Exception {
        try (Talker client = new Talker(shop)) {
            String session = client.session(client.open(HEADER, ball(0)));
            client.answer(client.begin("segment.set", set(session, "a", 1, slice(12, BOX))));
            client.answer(client.begin("segment.set", set(session, "b", 1, slice(12, "box 30,22,60,61"))));
            long following = client.begin("propagate", propagate(session));
            client.heard().await(heard -> heard.events(following, "patch").size() > 2);
            client.answer(client.begin("segment.set", set(session, "a", 2, "")));
            client.answer(following);
            long again = client.begin("propagate", propagate(session));
            client.answer(again);
            assertThat(client.heard().events(again, "patch"))
                    .allMatch(patch -> patch.meta().get("segment").getAsString().equals("b"));
        }
    }

    @Test
    void anObjectIsFollowedThroughTime() throws Exception {
        try (Talker client = new Talker(shop)) {
            String session = client.session(
                    client.open(HEADER, ball(0)), client.open(HEADER, ball(4)), client.open(HEADER, ball(8)));
            client.answer(client.begin("segment.set", set(session, "a", 1, slice(12, BOX))));
            long id = client.begin(
                    "propagate", Talker.json("{\"session\":\"" + session + "\",\"axis\":\"t\",\"index\":12}"));
            client.answer(id);
            assertThat(client.heard().events(id, "patch"))
                    .extracting(patch -> patch.meta().get("frame").getAsInt())
                    .contains(1, 2);
            assertThat(client.voxels(id, "a")).isGreaterThan(ballVoxels(12, 12) * 2);
        }
    }

    @Test
    void drawnSlicesAreExamplesForTheOthers() throws Exception {
        try (Talker client = new Talker(shop)) {
            String volume = client.open(HEADER, ball(0));
            boolean[] drawn = new boolean[W * H];
            for (int n = 0; n < drawn.length; n++) {
                drawn[n] = inBall(n % W, n / W, 12, 0);
            }
            byte[] runs = Runs.encode(drawn);
            String meta = "{\"volume\":\"" + volume + "\",\"model\":\"samovar-nano\",\"axis\":\"k\",\"examples\":"
                    + "[{\"index\":12,\"segments\":[{\"segment\":\"ball\",\"bytes\":" + runs.length + "}]}]}";
            long id = client.begin("support", Talker.json(meta), runs);
            assertThat(client.answer(id).get("slices").getAsInt()).isEqualTo(D - 1);
            List<Recorder.Event> patches = client.heard().events(id, "patch");
            assertThat(patches)
                    .hasSize(D - 1)
                    .noneMatch(patch -> patch.meta().get("extent").toString().endsWith(",12,13]"));
            Recorder.Event next = patches.stream()
                    .filter(patch -> patch.meta().get("extent").toString().endsWith(",11,12]"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Talker.voxels(next)).isBetween(ballVoxels(11, 11) / 2, ballVoxels(11, 11) * 2);
            assertThat(client.refusal("support", meta, (byte) 1)).isEqualTo(ErrorCode.BAD_REQUEST);
        }
    }

    @Test
    void whoLeavesInTheMidstOfWorkLeavesNothingBehind() throws Exception {
        int volumes = shop.volumes().count();
        Talker client = new Talker(shop);
        String session = client.session(client.open(HEADER, ball(1)));
        client.answer(client.begin("segment.set", set(session, "a", 1, slice(12, BOX))));
        long following = client.begin("propagate", propagate(session));
        client.heard().await(heard -> heard.events(following, "patch").size() > 1);
        client.begin("segment.set", set(session, "a", 2, slice(11, BOX)));
        client.begin(
                "session.prepare",
                Talker.json("{\"session\":\"" + session + "\",\"plane\":{\"axis\":\"j\",\"index\":3}}"));
        client.close();
        client.fault(following);
        CountDownLatch idle = new CountDownLatch(1);
        shop.bench().submit("last", Urgency.IDLE, job -> idle.countDown());
        idle.await();

        assertThat(shop.clients()).hasValue(0);
        assertThat(shop.bench().waiting()).isZero();
        assertThat(shop.volumes().count()).isEqualTo(volumes + 1);
        assertThat(shop.volumes().inUse()).isZero();
    }
}
