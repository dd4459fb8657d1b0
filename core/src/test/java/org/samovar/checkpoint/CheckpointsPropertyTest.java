package org.samovar.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.samovar.geometry.UserError;
import org.samovar.testing.Shared;

class CheckpointsPropertyTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MEMORY_OF_READING = 8 << 20;

    @Property(tries = 60)
    void anyStateDictSurvivesSafetensors(@ForAll("stateDicts") StateDict weights) throws IOException {
        Path file = Files.createTempFile("weights", ".safetensors");
        try {
            Checkpoints.writeSafetensors(weights, file, Map.of("k", "v"));
            assertSame(Checkpoints.read(file), weights);
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 60)
    void anyStateDictSurvivesTorch(@ForAll("stateDicts") StateDict weights, @ForAll TorchLayout layout)
            throws IOException {
        Path file = Files.createTempFile("weights", ".pt");
        try {
            Checkpoints.writeTorch(weights, file, layout);
            assertSame(Checkpoints.read(file), weights);
        } finally {
            Files.delete(file);
        }
    }

    private static void assertSame(StateDict found, StateDict wanted) {
        assertThat(found.keys()).containsExactlyElementsOf(wanted.keys());
        wanted.tensors().forEach((key, tensor) -> {
            assertThat(found.get(key).type()).isEqualTo(tensor.type());
            assertThat(found.get(key).shape()).isEqualTo(tensor.shape());
            assertThat(found.get(key).contiguous()).isEqualTo(tensor.contiguous());
        });
    }

    @Property(tries = 4000, shrinking = ShrinkingMode.OFF)
    void changedBytesAreReadOrRefusedButNothingElse(
            @ForAll("files") byte[] file, @ForAll long seed, @ForAll boolean nearTheStart) {
        byte[] changed = file.clone();
        Random random = new Random(seed);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(nearTheStart ? Math.min(1500, changed.length) : changed.length);
            changed[at] =
                    random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (random.nextBoolean() ? 0xff : 0x7f);
        }
        assertReadOrRefused(changed);
    }

    @Property(tries = 600, shrinking = ShrinkingMode.OFF)
    void aFileCutAnywhereIsReadOrRefusedButNothingElse(@ForAll("files") byte[] file, @ForAll long seed) {
        Random random = new Random(seed);
        int from = random.nextInt(4) == 0 ? random.nextInt(file.length) : 0;
        assertReadOrRefused(Arrays.copyOfRange(file, from, from + random.nextInt(file.length - from)));
    }

    /**
     * Reading may take no more memory than a small multiple of the file, and no tensor may hold more than the file does, so that whoever copies one
     * cannot be made to ask for too much.
     */
    private static void assertReadOrRefused(byte[] file) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        readOrRefuse(file);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(40L * file.length + MEMORY_OF_READING);
    }

    private static void readOrRefuse(byte[] file) {
        try {
            StateDict weights = Checkpoints.read("changed", ByteBuffer.wrap(file));
            for (StoredTensor tensor : weights.tensors().values()) {
                assertThat(tensor.byteSize()).isLessThanOrEqualTo(file.length);
                assertThat(tensor.toFloats()).hasSize(tensor.elements());
            }
        } catch (UserError refused) {
            assertThat(refused.getMessage()).startsWith("changed ").endsWith(".");
        }
    }

    /** Files as this package writes them and, where they are at hand, as PyTorch does. */
    @Provide
    Arbitrary<byte[]> files() throws IOException {
        List<byte[]> files = new ArrayList<>();
        Path own = Files.createTempFile("weights", ".bin");
        StateDict weights = StateDict.of(
                "own", List.of(StoredTensor.ofFloats("a.weight", new long[] {2, 2}, 1, 2, 3, 4)), Map.of());
        Checkpoints.writeTorch(weights, own, TorchLayout.MODEL);
        files.add(Files.readAllBytes(own));
        Checkpoints.writeSafetensors(weights, own, Map.of("k", "v"));
        files.add(Files.readAllBytes(own));
        Files.delete(own);
        Optional<Path> shared = Shared.find();
        if (shared.isPresent()) {
            Path official = shared.get().resolve("parity").resolve("checkpoints");
            for (String name :
                    List.of("plain.pth", "legacy.pth", "nested_decoder.pt", "views.pt", "plain.safetensors")) {
                files.add(Files.readAllBytes(official.resolve(name)));
            }
        }
        return Arbitraries.of(files);
    }

    @Provide
    Arbitrary<StateDict> stateDicts() {
        Arbitrary<String> names = Arbitraries.strings()
                .withChars("abcxyz._0123\"\\\u00e9\u4e2d")
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(name -> !name.startsWith("module.") && !name.startsWith("sam."))
                .filter(name -> !name.startsWith("_orig_mod."));
        return names.list().uniqueElements().ofMinSize(1).ofMaxSize(6).flatMap(keys -> tensors()
                .list()
                .ofSize(keys.size())
                .map(tensors -> {
                    List<StoredTensor> named = new ArrayList<>();
                    for (int i = 0; i < keys.size(); i++) {
                        named.add(tensors.get(i).renamed(keys.get(i)));
                    }
                    return StateDict.of("random", named, Map.of());
                }));
    }

    /** Tensors of any type, some of them views with swapped axes or gaps. */
    private static Arbitrary<StoredTensor> tensors() {
        Arbitrary<long[]> shapes =
                Arbitraries.longs().between(0, 5).array(long[].class).ofMaxSize(4);
        return Combinators.combine(
                        Arbitraries.of(StoredType.class), shapes, Arbitraries.longs(), Arbitraries.of(true, false))
                .as((type, shape, seed, strided) -> {
                    long[] outer = shape.clone();
                    for (int axis = 0; axis < outer.length; axis++) {
                        outer[axis] = strided ? shape[axis] * 2 + 1 : shape[axis];
                    }
                    int count = Math.toIntExact(Arrays.stream(outer).reduce(1, (a, b) -> a * b));
                    byte[] bytes = new byte[count * type.bytes()];
                    new Random(seed).nextBytes(bytes);
                    ByteBuffer storage = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                    long[] strides = StoredTensor.rowMajor(outer);
                    return StoredTensor.view("random", "t", type, shape, strides, 0, storage);
                });
    }
}
