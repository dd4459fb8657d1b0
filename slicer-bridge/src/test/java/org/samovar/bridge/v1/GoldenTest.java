package org.samovar.bridge.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This side writes and reads what the other side's tests write and read. */
class GoldenTest {
    static Stream<JsonObject> frames() {
        return Golden.list("frames");
    }

    static Stream<JsonObject> refused() {
        return Golden.list("refused");
    }

    static Stream<JsonObject> runs() {
        return Golden.list("runs");
    }

    static Stream<JsonObject> refusedRuns() {
        return Golden.list("refusedRuns");
    }

    static Stream<JsonObject> contentIds() {
        return Golden.list("contentIds");
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameIsWrittenByteForByte(JsonObject entry) {
        FrameType type = FrameType.valueOf(Golden.text(entry, "type"));
        byte[] meta = Golden.text(entry, "meta").getBytes(StandardCharsets.UTF_8);
        byte[] body = Golden.bytes(entry, "body");
        byte[] head = Frame.head(type, entry.get("request").getAsLong(), meta, body.length);
        assertThat(head).isEqualTo(start(entry, head.length));
        assertThat(Golden.bytes(entry, "bytes")).endsWith(body).hasSize(head.length + body.length);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameIsRead(JsonObject entry) throws Exception {
        FrameReader reader = new FrameReader(new ByteArrayInputStream(Golden.bytes(entry, "bytes")));
        Frame frame = reader.read(FrameReader.Allowance.ANY).orElseThrow();
        String meta = Golden.text(entry, "meta");
        assertThat(frame.type().name()).isEqualTo(Golden.text(entry, "type"));
        assertThat(frame.id()).isEqualTo(entry.get("request").getAsLong());
        assertThat(frame.meta()).isEqualTo(meta.isEmpty() ? new JsonObject() : JsonParser.parseString(meta));
        assertThat(frame.body()).isEqualTo(Golden.bytes(entry, "body"));
        assertThat(reader.read(FrameReader.Allowance.ANY)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameThatWasReadIsWrittenAsItWas(JsonObject entry) throws Exception {
        byte[] bytes = Golden.bytes(entry, "bytes");
        Frame frame = new FrameReader(new ByteArrayInputStream(bytes))
                .read(FrameReader.Allowance.ANY)
                .orElseThrow();
        // an empty object can be written in two ways
        if (!Golden.text(entry, "meta").equals("{}")) {
            assertThat(frame.head()).isEqualTo(start(entry, frame.head().length));
        }
    }

    private static byte[] start(JsonObject entry, int length) {
        return Arrays.copyOf(Golden.bytes(entry, "bytes"), length);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNoFrameIsRefusedWithItsError(JsonObject entry) {
        FrameReader reader = new FrameReader(new ByteArrayInputStream(Golden.bytes(entry, "bytes")));
        Throwable thrown = catchThrowable(() -> reader.read(FrameReader.Allowance.ANY));
        String code = Golden.text(entry, "code");
        if (code.isEmpty()) {
            assertThat(thrown).isInstanceOf(NoFrameException.class);
        } else {
            assertThat(thrown).isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code())
                    .hasToString(code));
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void aMaskIsItsRunsAndBack(JsonObject entry) throws Fault {
        int voxels = Golden.voxels(entry);
        String digits = Golden.text(entry, "mask");
        boolean[] mask = new boolean[voxels];
        BitSet bits = new BitSet();
        for (int i = 0; i < voxels; i++) {
            mask[i] = digits.charAt(i) == '1';
            bits.set(i, mask[i]);
        }
        byte[] runs = Golden.bytes(entry, "bytes");
        assertThat(Runs.encode(mask)).isEqualTo(runs);
        assertThat(Runs.encode(bits, voxels)).isEqualTo(runs);
        assertThat(Runs.decode(runs, voxels)).isEqualTo(mask);
        assertThat(Runs.decodeBits(runs, voxels)).isEqualTo(bits);
    }

    @ParameterizedTest
    @MethodSource("refusedRuns")
    void runsThatDoNotFillTheirBoxAreRefused(JsonObject entry) {
        byte[] runs = Golden.bytes(entry, "bytes");
        int voxels = Golden.voxels(entry);
        assertThat(catchThrowable(() -> Runs.decode(runs, voxels)))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(ErrorCode.BAD_REQUEST));
        assertThat(catchThrowable(() -> Runs.decodeBits(runs, voxels))).isInstanceOf(Fault.class);
    }

    @ParameterizedTest
    @MethodSource("contentIds")
    void voxelsHaveTheirName(JsonObject entry) {
        JsonArray shape = entry.getAsJsonArray("shape");
        ContentHash hash = new ContentHash(
                Golden.text(entry, "dtype"),
                shape.get(0).getAsInt(),
                shape.get(1).getAsInt(),
                shape.get(2).getAsInt(),
                entry.get("components").getAsInt());
        hash.add(Golden.bytes(entry, "voxels"));
        assertThat(hash.finish()).isEqualTo(Golden.text(entry, "contentId"));
    }

    @Test
    void bothProofsAreRight() {
        JsonObject entry = Golden.handshake();
        byte[] token = Golden.bytes(entry, "token");
        String server = Golden.text(entry, "serverNonce");
        String client = Golden.text(entry, "clientNonce");
        assertThat(Handshake.proofOfClient(token, server, client)).isEqualTo(Golden.text(entry, "clientProof"));
        assertThat(Handshake.proofOfServer(token, server, client)).isEqualTo(Golden.text(entry, "serverProof"));
    }

    @Test
    void everyListHasEntries() throws IOException {
        assertThat(Stream.of("frames", "refused", "runs", "refusedRuns", "contentIds"))
                .allMatch(name -> Golden.list(name).count() > 5);
    }
}
