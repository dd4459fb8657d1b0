package org.samovar.io.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.UserError;

class NpyTest {
    @TempDir
    private Path folder;

    @Test
    void floatsComeWithTheirShape() throws IOException {
        NpyArray array = NpyArray.read(file(npy("<f4", "(2, 3)", floats(1, 2, 3, 4, 5, -6.5f))));

        assertThat(array.type()).isEqualTo(NpyArray.Type.FLOAT32);
        assertThat(array.shape()).containsExactly(2, 3);
        assertThat(array.toFloats()).containsExactly(1, 2, 3, 4, 5, -6.5f);
    }

    @Test
    void aSingleNumberHasNoAxes() throws IOException {
        NpyArray array = NpyArray.read(file(npy("|u1", "()", new byte[] {(byte) 200})));

        assertThat(array.shape()).isEmpty();
        assertThat(array.get(0)).isEqualTo(200);
    }

    @Test
    void aLineHasATrailingComma() throws IOException {
        assertThat(NpyArray.read(file(npy("|b1", "(3,)", new byte[] {0, 1, 1}))).toFloats())
                .containsExactly(0, 1, 1);
    }

    @Test
    void longNumbersAreWhole() throws IOException {
        byte[] values = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(-1)
                .putLong(1L << 40)
                .array();

        NpyArray array = NpyArray.read(file(npy("<i8", "(2,)", values)));

        assertThat(array.get(0)).isEqualTo(-1);
        assertThat(array.get(1)).isEqualTo(0x1p40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(9999999999, 9999999999)",
                "(99999999999999999999,)",
                "(-1,)",
                "(3, 3)",
                "(1,,2)",
                "(1, 2",
                "__import__('os')"
            })
    void aShapeThatCannotBeIsRefused(String shape) throws IOException {
        Path file = file(npy("<f4", shape, floats(1, 2)));

        assertThatThrownBy(() -> NpyArray.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("a.npy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"|O8", ">f4", "<c8", "<U4"})
    void aTypeThatIsNoPlainNumberIsRefused(String type) throws IOException {
        Path file = file(npy(type, "(1,)", floats(1, 2)));

        assertThatThrownBy(() -> NpyArray.read(file)).isInstanceOf(UserError.class);
    }

    @Test
    void aHeaderThatIsLongerThanTheFileIsRefused() throws IOException {
        byte[] bytes = npy("<f4", "(2,)", floats(1, 2));
        bytes[8] = (byte) 0xff;
        bytes[9] = (byte) 0xff;
        Path file = file(bytes);

        assertThatThrownBy(() -> NpyArray.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("ends too early");
    }

    @Test
    void anArchiveGivesItsArraysByName() throws IOException {
        Path file = folder.resolve("a.npz");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("in.x.npy"));
            zip.write(npy("<f4", "(2,)", floats(7, 8)));
            zip.putNextEntry(new ZipEntry("y.npy"));
            zip.write(npy("|u1", "(1,)", new byte[] {3}));
        }

        Map<String, NpyArray> arrays = Npz.read(file);

        assertThat(arrays).containsOnlyKeys("in.x", "y");
        assertThat(arrays.get("in.x").toFloats()).containsExactly(7, 8);
    }

    @Test
    void aFileThatIsNoArchiveIsRefused() throws IOException {
        Path file = file(npy("<f4", "(2,)", floats(1, 2)));

        assertThatThrownBy(() -> Npz.read(file)).isInstanceOf(UserError.class);
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("a.npy"), bytes);
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static byte[] npy(String type, String shape, byte[] values) throws IOException {
        byte[] header = ("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n")
                .getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0});
        out.write(header);
        out.write(values);
        return out.toByteArray();
    }
}
