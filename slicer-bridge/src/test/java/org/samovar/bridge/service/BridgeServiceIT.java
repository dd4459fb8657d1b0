package org.samovar.bridge.service;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.samovar.bridge.volume.Arrays3;
import org.samovar.bridge.volume.Dtype;
import org.samovar.bridge.volume.Upload;
import org.samovar.bridge.volume.VolumeHeader;
import org.samovar.bridge.work.Urgency;
import org.samovar.tensor.DeviceChoice;

/** All requests, with the embedded model. */
@Timeout(180)
class BridgeServiceIT {
    private static final int W = 96;
    private static final int H = 80;
    private static final int D = 24;
    private static final VolumeHeader HEADER = Arrays3.header(W, H, D, Dtype.INT16);
    private static final String BOX = "box 28,20,69,61";

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.open(1 << 28, DeviceChoice.CPU);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static boolean inBall(double i, double j, double k, double shift) {
        double x = (i - 48 - shift) / 20;
        double y = (j - 40) / 20;
        double z = (k - 12) / 9;
        return x * x + y * y + z * z < 1;
    }

    /** A bright ball on a dark ground. */
    private static byte[] ball(double shift) {
        return Arrays3.shorts(HEADER, n -> (inBall(n % W, n / W % H, n / (W * H), shift) ? 700 : 100) + n * 31 % 61);
    }

    private static long ballVoxels(int first, int last) {
        long count = 0;
        for (int k = first; k <= last; k++) {
            for (int n = 0; n < W * H; n++) {
                count += inBall(n % W, n / W, k, 0) ? 1 : 0;
            }
        }
        return count;
    }

    private static JsonObject set(String session, String segment, int revision, String on) {
        return Talker.json("{\"session\":\"" + session + "\",\"segment\":\"" + segment + "\",\"revision\":" + revision
                + ",\"on\":[" + on + "]}");
    }

    private static String slice(int k, String said) {
        return "{\"plane\":{\"axis\":\"k\",\"index\":" + k + "},\"said\":\"" + said + "\"}";
    }

    private static JsonObject propagate(String session) {
        return Talker.json("{\"session\":\"" + session + "\",\"axis\":\"k\"}");
    }

    @Test
    void aBoxIsAnsweredWithAPatchOfItsSlice() throws Exception {
        try (Talker client = new Talker(shop)) {
            String session = client.session(client.open(HEADER, ball(0)));
            long id = client.begin("segment.set", set(session, "a", 1, slice(12, BOX)));
            JsonObject answer =
                    client.answer(id).getAsJsonArray("answers").get(0).getAsJsonObject();

            List<Recorder.Event> patches = client.heard().events(id, "patch");
            assertThat(patches).hasSize(1);
            JsonObject patch = patches.get(0).meta();
            assertThat(patch.get("extent")).hasToString("[0,96,0,80,12,13]");
            assertThat(patch.get("plane")).hasToString("{\"axis\":\"k\",\"index\":12,\"frame\":0}");
            assertThat(patch.get("revision").getAsInt()).isOne();
            assertThat(Talker.voxels(patches.get(0)))
                    .isBetween(ballVoxels(12, 12) * 9 / 10, ballVoxels(12, 12) * 11 / 10);
            assertThat(answer.getAsJsonArray("candidates")
                            .get(0)
                            .getAsJsonObject()
                            .get("pixels")
                            .getAsLong())
                    .isEqualTo(Talker.voxels(patches.get(0)));
        }
    }

    @Test
    void onlyWhatIsNewIsAnsweredAndWhatIsGoneIsEmptied() throws Exception {
        try (Talker client = new Talker(shop)) {
            String session = client.session(client.open(HEADER, ball(0)));
            client.answer(client.begin("segment.set", set(session, "a", 1, slice(12, BOX))));
            long more = client.begin("segment.set", set(session, "a", 2, slice(12, BOX) + "," + slice(8, BOX)));
            assertThat(client.answer(more).getAsJsonArray("answers")).hasSize(2);
            assertThat(client.heard().events(more, "patch"))
                    .singleElement()
                    .satisfies(patch -> assertThat(patch.meta().get("extent")).hasToString("[0,96,0,80,8,9]"));

            long less = client.begin("segment.set", set(session, "a", 3, slice(8, BOX)));
            client.answer(less);
            assertThat(client.heard().events(less, "patch")).singleElement().satisfies(patch -> {
                assertThat(patch.meta().get("extent")).hasToString("[0,96,0,80,12,13]");
                assertThat(Talker.voxels(patch)).isZero();
            });
            long end = client.begin("segment.set", set(session, "a", 4, ""));
            assertThat(client.answer(end).getAsJsonArray("answers")).isEmpty();
            assertThat(client.heard().events(end, "patch")).hasSize(1);
        }
    }

    @Test
    void sayingAllAnewGivesTheSameAnswers() throws Exception {
        String said = "point 48,40,+ #1; point 30,40,-; scribble + 40,40 50,44";
        byte[] first;
        try (Talker client = new Talker(shop)) {
            String session = client.session(client.open(HEADER, ball(0)));
            client.answer(client.begin("segment.set", set(session, "a", 1, slice(12, "point 48,40,+"))));
            client.answer(client.begin("segment.set", set(session, "a", 2, slice(12, "point 48,40,+ #1"))));
            long id = client.begin("segment.set", set(session, "a", 3, slice(12, said)));
            client.answer(id);
            first = client.heard().events(id, "patch").get(0).body();
        }
        try (Talker client = new Talker(shop)) {
            String session = client.session(client.open(HEADER, ball(0)));
            long id = client.begin("segment.set", set(session, "other", 9, slice(12, said)));
            client.answer(id);
            assertThat(client.heard().events(id, "patch").get(0).body()).isEqualTo(first);
        }
    }

    @Test
    void aPlaneAlongTheAxesIsAnsweredAsItsSlice() throws Exception {
        try (Talker client = new Talker(shop)) {
            String session = client.session(client.open(HEADER, ball(0)));
            long slice = client.begin("segment.set", set(session, "a", 1, slice(12, BOX)));
            client.answer(slice);
            String plane =
                    "{\"plane\":{\"origin\":[0,0,12],\"right\":[1,0,0],\"down\":[0,1,0],\"size\":[96,80]},\"said\":\""
                            + BOX + "\"}";
            long any = client.begin("segment.set", set(session, "b", 1, plane));
            client.answer(any);
            assertThat(client.voxels(any, "b"))
                    .isEqualTo(client.voxels(slice, "a"))
                    .isPositive();
            String steep =
                    "{\"plane\":{\"origin\":[0,0,4],\"right\":[1,0,0],\"down\":[0,1,0.2],\"size\":[96,80]},\"said\":\"point 48,40,+\"}";
            long oblique = client.begin("segment.set", set(session, "c", 1, steep));
            client.answer(oblique);
            assertThat(client.voxels(oblique, "c")).isBetween(500L, 2000L);
        }
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
            assertThat(shop.volumes().find(HEADER, Arrays3.hash(HEADER, ball(0))))
                    .isPresent();
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
    void aNewerRevisionTakesThePlaceOfAnOlderOne() throws Exception {
        try (Talker client = new Talker(shop)) {
            String session = client.session(client.open(HEADER, ball(0)));
            CountDownLatch go = new CountDownLatch(1);
            shop.bench().submit("blocker", Urgency.PROMPT, job -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            long older = client.begin("segment.set", set(session, "a", 1, slice(12, "point 20,20,+")));
            long newer = client.begin("segment.set", set(session, "a", 2, slice(12, BOX)));
            assertThat(client.fault(older).code()).isEqualTo(ErrorCode.SUPERSEDED);
            long stale = client.begin("segment.set", set(session, "a", 2, slice(12, BOX)));
            assertThat(client.fault(stale).code()).isEqualTo(ErrorCode.BAD_REQUEST);
            long cancelled = client.begin("models", Talker.json("{}"));
            client.cancel(cancelled);
            assertThat(client.fault(cancelled).code()).isEqualTo(ErrorCode.CANCELLED);
            go.countDown();
            client.answer(newer);
            assertThat(client.heard().events(older, "patch")).isEmpty();
        }
    }

    @Test
    void whatCannotBeIsRefusedInWordsAndChangesNothing() throws Exception {
        try (Talker client = new Talker(shop)) {
            String volume = client.open(HEADER, ball(0));
            String session = client.session(volume);
            client.answer(client.begin("segment.set", set(session, "a", 1, slice(12, BOX))));
            long outside = client.begin("segment.set", set(session, "a", 2, slice(12, "point 500,3,+")));
            assertThat(client.fault(outside).code()).isEqualTo(ErrorCode.REFUSED);
            assertThat(client.fault(outside).message()).contains("500,3");
            long unknown = client.begin("segment.set", set(session, "a", 3, slice(99, BOX)));
            assertThat(client.fault(unknown).message()).contains("no slice 99");
            long same = client.begin("segment.set", set(session, "a", 4, slice(12, BOX)));
            client.answer(same);
            assertThat(client.heard().events(same, "patch")).isEmpty();

            assertThat(client.refusal("session.open", "{\"volumes\":[\"" + volume + "\"],\"model\":\"no such\"}"))
                    .isEqualTo(ErrorCode.REFUSED);
            assertThat(client.refusal("session.open", "{\"volumes\":[],\"model\":\"samovar-nano\"}"))
                    .isEqualTo(ErrorCode.BAD_REQUEST);
            assertThat(client.refusal("session.open", "{\"volumes\":[\"v77\"],\"model\":\"samovar-nano\"}"))
                    .isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(client.refusal("session.close", "{\"session\":\"s77\"}")).isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(client.refusal("propagate", "{\"session\":\"" + session + "\",\"axis\":\"j\"}"))
                    .isEqualTo(ErrorCode.REFUSED);
            assertThat(client.refusal("propagate", "{\"session\":\"" + session + "\",\"axis\":\"x\"}"))
                    .isEqualTo(ErrorCode.BAD_REQUEST);
            assertThat(client.refusal("classes", "{\"volume\":\"" + volume + "\",\"model\":\"samovar-nano\"}"))
                    .isEqualTo(ErrorCode.REFUSED);
            assertThat(client.refusal("sing", "{}")).isEqualTo(ErrorCode.UNSUPPORTED_OP);
        }
    }

    @Test
    void aPreviewShowsWhatAClickWouldFind() throws Exception {
        try (Talker client = new Talker(shop)) {
            String session = client.session(client.open(HEADER, ball(0)));
            long id = client.begin(
                    "preview",
                    Talker.json("{\"session\":\"" + session
                            + "\",\"plane\":{\"axis\":\"k\",\"index\":12},\"at\":[48,40],\"length\":40}"));
            JsonObject answer = client.answer(id);
            Recorder.Event seen =
                    new Recorder.Event(answer, client.heard().end(id).body());
            assertThat(Talker.voxels(seen)).isBetween(ballVoxels(12, 12) / 2, ballVoxels(12, 12) * 2);
            assertThat(answer.get("score").getAsDouble()).isBetween(0.0, 1.1);
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
        // nobody uses it any more, so that its room can be had
        VolumeHeader room = Arrays3.header(1024, 1024, 128, Dtype.INT16);
        try (Upload upload = shop.volumes().receive(room, "0".repeat(64))) {
            byte[] piece = new byte[1 << 20];
            for (long at = 0; at < room.bytes(); at += piece.length) {
                upload.add(at, piece);
            }
        }
        assertThat(shop.volumes().bytes()).isZero();
    }

    @Test
    void theServerSaysHowItIs() throws Exception {
        try (Talker client = new Talker(shop)) {
            JsonObject status = client.ask("status", "{}");
            assertThat(status.get("lines").toString()).contains("Everything works.", "samovar-nano");
            assertThat(status.get("clients").getAsInt()).isOne();
            JsonObject models = client.ask("models", "{}");
            assertThat(models.get("default").getAsString()).isEqualTo("samovar-nano");
            assertThat(models.getAsJsonArray("models").get(0).getAsJsonObject().get("uses"))
                    .hasToString("[\"prompts\",\"support\"]");
        }
    }

    @Test
    void aVolumeThatWasClosedIsNotThereAndItsSessionsGoOn() throws Exception {
        try (Talker client = new Talker(shop)) {
            String volume = client.open(HEADER, ball(0));
            String session = client.session(volume);
            client.ask("volume.close", "{\"volume\":\"" + volume + "\"}");
            assertThat(client.refusal("volume.close", "{\"volume\":\"" + volume + "\"}"))
                    .isEqualTo(ErrorCode.NOT_FOUND);
            client.answer(client.begin("segment.set", set(session, "a", 1, slice(12, BOX))));
            client.ask("session.close", "{\"session\":\"" + session + "\"}");
            assertThat(client.refusal("session.close", "{\"session\":\"" + session + "\"}"))
                    .isEqualTo(ErrorCode.NOT_FOUND);
        }
    }
}
