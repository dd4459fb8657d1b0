package org.samovar.bridge.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever bytes come, they are read or refused, and cost no more memory than they are worth. */
class FrameFuzzTest {
    private static final List<byte[]> FRAMES = Golden.everything();
    private static final List<byte[]> METAS = Golden.list("frames")
            .map(entry -> Golden.text(entry, "meta").getBytes(StandardCharsets.UTF_8))
            .filter(meta -> meta.length > 0)
            .toList();
    private static final List<byte[]> RUNS =
            Golden.list("runs").map(entry -> Golden.bytes(entry, "bytes")).toList();

    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** The first pieces of the parts of some frames; a claimed body is 8 MiB. */
    private static final long SMALL = 1 << 20;

    @BeforeContainer
    static void loadAllClasses() {
        for (byte[] frame : FRAMES) {
            readAll(frame);
        }
    }

    /** Reads to the end. @return how many frames there were */
    private static int readAll(byte[] bytes) {
        FrameReader reader = new FrameReader(new ByteArrayInputStream(bytes));
        int count = 0;
        try {
            while (reader.read(FrameReader.Allowance.ANY).isPresent()) {
                count++;
            }
        } catch (Fault fault) {
            assertThat(fault.code()).isIn(ErrorCode.BAD_FRAME, ErrorCode.PROTOCOL_MISMATCH);
            assertThat(fault.message()).isNotEmpty();
        } catch (NoFrameException | EOFException e) {
            assertThat(e).isNotNull();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return count;
    }

    @Property(tries = 70_000, shrinking = ShrinkingMode.OFF)
    void brokenFramesAreReadOrRefusedAtLittleCost(@ForAll long seed) {
        Mutation mutation = new Mutation(seed);
        byte[] bytes = Mutation.joined(mutation.of(mutation.pick(FRAMES)), mutation.pick(FRAMES));
        long before = MEMORY.getCurrentThreadAllocatedBytes();
        readAll(bytes);
        assertThat(MEMORY.getCurrentThreadAllocatedBytes() - before).isLessThan(SMALL);
    }

    @Property(tries = 20_000, shrinking = ShrinkingMode.OFF)
    void brokenMetaPartsAreReadOrRefused(@ForAll long seed) {
        Mutation mutation = new Mutation(seed);
        JsonObject read;
        try {
            read = Json.parse(mutation.of(mutation.pick(METAS)));
        } catch (Fault fault) {
            assertThat(fault.code()).isEqualTo(ErrorCode.BAD_FRAME);
            return;
        }
        assertThat(written(read)).isEqualTo(read);
        Meta meta = new Meta(read);
        for (String name : Set.copyOf(read.keySet())) {
            refusedOrNot(() -> meta.text(name));
            refusedOrNot(() -> meta.whole(name, Long.MIN_VALUE, Long.MAX_VALUE));
            refusedOrNot(() -> meta.number(name));
            refusedOrNot(() -> meta.numbers(name, 3));
            refusedOrNot(() -> meta.wholes(name, 6, 0, 9));
            refusedOrNot(() -> meta.texts(name, 9));
            refusedOrNot(() -> meta.object(name));
            refusedOrNot(() -> meta.objects(name, 9));
        }
    }

    private static JsonObject written(JsonObject meta) {
        try {
            return Json.parse(Json.bytes(meta));
        } catch (Fault e) {
            throw new AssertionError(e);
        }
    }

    private interface Access {
        Object get() throws Fault;
    }

    private static void refusedOrNot(Access access) {
        try {
            assertThat(access.get()).isNotNull();
        } catch (Fault fault) {
            assertThat(fault.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        }
    }

    @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
    void brokenRunsFillTheirBoxOrAreRefused(@ForAll long seed) {
        Mutation mutation = new Mutation(seed);
        byte[] runs = mutation.of(mutation.pick(RUNS));
        long[] last = new long[1];
        try {
            Runs.decode(runs, 6, (from, to) -> {
                assertThat(from).isBetween(last[0], 5L);
                assertThat(to).isBetween(from + 1, 6L);
                last[0] = to;
            });
            assertThat(Runs.decode(Runs.encode(Runs.decode(runs, 6)), 6)).isEqualTo(Runs.decode(runs, 6));
        } catch (Fault fault) {
            assertThat(fault.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        }
    }
}
