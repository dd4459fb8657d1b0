package org.samovar.bridge.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samovar.bridge.service.Ball.BOX;
import static org.samovar.bridge.service.Ball.HEADER;
import static org.samovar.bridge.service.Ball.ball;
import static org.samovar.bridge.service.Ball.ballVoxels;
import static org.samovar.bridge.service.Ball.set;
import static org.samovar.bridge.service.Ball.slice;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.work.Urgency;
import org.samovar.tensor.DeviceChoice;

/** Requests about volumes, prompts and the server, with the embedded model. */
@Timeout(180)
class PromptRequestsIT {
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
