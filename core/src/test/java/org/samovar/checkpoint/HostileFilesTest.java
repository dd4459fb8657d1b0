package org.samovar.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.UserError;

/** Pickles and archives that PyTorch never writes. */
class HostileFilesTest {
    private static Object pickle(String program) {
        byte[] bytes = program.getBytes(StandardCharsets.ISO_8859_1);
        return assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> PickleReader.read("x.pt", ByteBuffer.wrap(bytes)));
    }

    private static void assertRefused(String program) {
        assertThatThrownBy(() -> pickle(program)).isInstanceOf(UserError.class).hasMessageStartingWith("x.pt ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cos\nsystem\n(U\u0004exit\u0085R.",
                "cbuiltins\neval\n.",
                "cjava.lang\nRuntime\n.",
                "ctorch\nload\n.",
                "ctorch.storage\n_load_from_bytes\n.",
                "\u008c\u0005posix\u008c\u0006system\u0093.",
                "(U\u0002idios\nsystem\n.",
                "ccollections\nOrderedDict\n)\u0081."
            })
    void anyNameOrInstructionBeyondTheListEndsTheReading(String program) {
        assertRefused(program);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "0.",
                "u.",
                "t.",
                "(",
                "]a.",
                "Nb.",
                "]R.",
                "h\u0000.",
                "Q.",
                "NN.",
                "}(Nu.",
                "}]Ns.",
                "}}Ns.",
                "X\u00ff\u00ff\u00ff\u007fa.",
                "X\u00ff\u00ff\u00ff\u00ffa.",
                "\u008d\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0080.",
                "\u008b\u00ff\u00ff\u00ff\u007f.",
                "ccollections\nOrderedDict\n(K\u0001tR.",
                "ctorch._utils\n_rebuild_tensor_v2\n)R.",
                "ctorch._utils\n_rebuild_parameter\n)R.",
                "ctorch\nFloatStorage\n)R."
            })
    void programsThatMakeNoSenseAreRefused(String program) {
        assertRefused(program);
    }

    @Test
    void deepNestingDoesNotExhaustTheStack() {
        assertThat(pickle("]".repeat(100_000) + "a".repeat(99_999) + ".")).isNotNull();
        assertThat(pickle("(".repeat(100_000) + "t".repeat(100_000) + ".")).isInstanceOf(Pickled.Tuple.class);
    }

    @Test
    void aTupleNestedInItselfManyTimesIsNoDearerAsAKey() {
        assertThat(pickle("})" + "2\u0086".repeat(100) + "Ns.")).isNotNull();
    }

    @Test
    void aListThatIsCopiedAgainAndAgainIsRefused() {
        String list = "](" + "NN\u0086".repeat(2000) + "eq\u0000";
        String copy = "ccollections\nOrderedDict\n(h\u0000tR0";
        assertRefused(list + copy.repeat(2000) + ".");
    }

    @Test
    void moreThanAMillionValuesAreRefused() {
        assertRefused("N".repeat((1 << 20) + 1) + ".");
    }

    @Test
    void largeWholeNumbersKeepTheirSign() {
        assertThat(pickle("\u008a\u0001\u00ff.")).isEqualTo(-1L);
        assertThat(pickle("\u008a\u0002\u00ff\u0000.")).isEqualTo(255L);
        assertThat(pickle("\u008a\u0000.")).isEqualTo(0L);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, 0", "4, 1, 0", "2, -1, 0", "2, 2, 1", "2, 9223372036854775807, 0", "1, 1, 3", "2, 0, 2"})
    void viewsThatLeaveTheirStorageAreRefused(long size, long stride, long offset) {
        ByteBuffer storage = ByteBuffer.allocate(3 * Float.BYTES);
        boolean repeats = size == 2 && stride == 0;

        assertThatThrownBy(() -> StoredTensor.view(
                        "x.pt",
                        "t",
                        StoredType.F32,
                        new long[] {size, repeats ? 2 : 1},
                        new long[] {stride, 0},
                        offset,
                        storage))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("x.pt is damaged: the tensor 't'");
    }

    @Test
    void aTensorThatRepeatsOneNumberWithoutEndIsRefused() {
        long[] shape = {1 << 15, 1 << 15};
        assertThatThrownBy(() ->
                        StoredTensor.view("x.pt", "t", StoredType.F32, shape, new long[2], 0, ByteBuffer.allocate(4)))
                .isInstanceOf(UserError.class);
        long[] overflowing = {1L << 32, 1L << 32, 4};
        assertThatThrownBy(() -> StoredTensor.view(
                        "x.pt", "t", StoredType.U8, overflowing, new long[3], 0, ByteBuffer.allocate(4)))
                .isInstanceOf(UserError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":1}",
                "{\"a\":{}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,2],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[1],\"data_offsets\":[0,1]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} x",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"__metadata__\":{\"a\":{}}}"
            })
    void headersThatContradictTheFileAreRefused(String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json).rewind();

        assertThatThrownBy(() -> Checkpoints.read("x.safetensors", file))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("x.safetensors ");
    }

    @Test
    void anArchiveWithLongOffsetsIsRead() {
        byte[] data = {1, 2, 3};
        ByteBuffer zip = zip64("a/b", data, data.length);

        assertThat(ZipDirectory.read(ByteSource.of("x.pt", zip)).bytes("a/b")).isEqualTo(ByteBuffer.wrap(data));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MAX_VALUE, 1 << 20, 200})
    void anArchiveWhoseLongSizesLieIsRefused(long size) {
        ZipDirectory directory = ZipDirectory.read(ByteSource.of("x.pt", zip64("a/b", new byte[3], size)));

        assertThatThrownBy(() -> directory.bytes("a/b")).isInstanceOf(UserError.class);
    }

    /** One stored entry, all of whose sizes stand in ZIP64 fields. */
    private static ByteBuffer zip64(String name, byte[] data, long size) {
        ByteBuffer zip = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        zip.putInt(0x04034b50).put(new byte[22]).putShort((short) name.length()).putShort((short) 0);
        zip.put(name.getBytes(StandardCharsets.US_ASCII)).put(data);
        int central = zip.position();
        zip.putInt(0x02014b50).put(new byte[16]).putInt(-1).putInt(-1);
        zip.putShort((short) name.length())
                .putShort((short) 28)
                .put(new byte[10])
                .putInt(-1);
        zip.put(name.getBytes(StandardCharsets.US_ASCII));
        zip.putShort((short) 1).putShort((short) 24).putLong(size).putLong(size).putLong(0);
        int end = zip.position();
        zip.putInt(0x06064b50)
                .putLong(44)
                .put(new byte[12])
                .putLong(1)
                .putLong(1)
                .putLong(end - central)
                .putLong(central);
        zip.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        zip.putInt(0x06054b50).put(new byte[8]).putInt(-1).putInt(-1).putShort((short) 0);
        return zip.flip();
    }

    @Test
    void aCompressedArchiveIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(new byte[100_000]);
        }

        assertThatThrownBy(() -> Checkpoints.read("x.pt", ByteBuffer.wrap(bytes.toByteArray())))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("compressed");
    }
}
