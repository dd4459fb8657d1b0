package org.samovar.image.io.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.geometry.Affine;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.geometry.WorldVector;
import org.samovar.image.Volume;
import org.samovar.image.io.Residence;
import org.samovar.image.io.Volumes;

class NrrdReaderTest {
    private static final String HEAD = "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 2 1 2\n";

    @TempDir
    private Path folder;

    private Path save(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void assertRefused(Path file, String why) {
        for (Residence residence : Residence.values()) {
            assertThatThrownBy(() -> Volumes.read(file, residence))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(String.valueOf(file.getFileName()))
                    .hasMessageContaining(why);
        }
    }

    private static void assertValues(Path file, float... values) {
        for (Residence residence : Residence.values()) {
            Volume volume = Volumes.read(file, residence);
            assertThat(volume.slice(Axis.Y, 0, 0).planes()).containsExactly(values);
        }
    }

    @Test
    void linesAndBytesBeforeTheVoxelsAreSkipped() throws IOException {
        assertValues(
                save("a.nrrd", HEAD + "encoding: raw\nline skip: 2\nbyte skip: 3\n\none\ntwo\nxyzABCD"),
                'A',
                'B',
                'C',
                'D');
        assertValues(save("b.nrrd", HEAD + "encoding: raw\nbyte skip: -1\n\nmuch before ABCD"), 'A', 'B', 'C', 'D');
    }

    @Test
    void linesMayEndAsInWindowsAndFieldsBeCommentsOrKeys() throws IOException {
        String head = HEAD + "# a comment: of no use\nkey:=value: of no use\nEncoding: raw\n\n";
        assertValues(save("a.nrrd", head.replace("\n", "\r\n") + "ABCD"), 'A', 'B', 'C', 'D');
    }

    @Test
    void textMayHoldWhatIsNotFinite() throws IOException {
        String head = HEAD.replace("uint8", "float") + "encoding: ascii\n\n";
        assertValues(save("a.nrrd", head + "nan -inf\n1.5e1, 2"), Float.NaN, Float.NEGATIVE_INFINITY, 15, 2);
    }

    @Test
    void voxelsMayLieInAFolderBelow() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        save("data/a.raw", "ABCD");
        assertValues(save("a.nhdr", HEAD + "encoding: raw\ndata file: data/a.raw\n"), 'A', 'B', 'C', 'D');
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/hostname, outside its folder",
        "../secret.raw, outside its folder",
        "absent.raw, there is no such file beside it",
        "., there is no such file beside it",
        "slice%03d.raw 0 1 1, several files",
        "LIST, several files"
    })
    void aHeaderOpensNoFileButThoseBesideIt(String name, String why) throws IOException {
        assertRefused(save("a.nhdr", HEAD + "encoding: raw\ndata file: " + name + "\n"), why);
    }

    @ParameterizedTest
    @CsvSource({
        "type: uint8, type: block, type 'block'",
        "type: uint8, tipe: uint8, names no type",
        "type: uint8, type: short, names no endian",
        "dimension: 3, dimension: 4, 4 axes and 3 sizes",
        "sizes: 2 1 2, sizes: 2 -1 2, axis 2 is said to have the length -1",
        "sizes: 2 1 2, sizes: 2 x 2, holds 'x'",
        "sizes: 2 1 2, sizes: 2 1 1e9, cut off",
        "sizes: 2 1 2, sizes: 1e9 1e9 1e9, too large",
        "sizes: 2 1 2, sizes: 2 1 2 2 2 2, 3 axes and 6 sizes",
        "encoding: raw, encoding: bzip2, packed by 'bzip2'",
        "encoding: raw, encoding: gzip, damaged",
        "encoding: raw, encoding: text, 'ABCD' is no number"
    })
    void whatIsWrongIsSaid(String from, String to, String why) throws IOException {
        assertRefused(save("a.nrrd", (HEAD + "encoding: raw\n\nABCD").replace(from, to)), why);
    }

    @Test
    void fewerNumbersThanVoxelsAndBrokenOnesAreRefused() throws IOException {
        assertRefused(save("a.nrrd", HEAD + "encoding: text\n\n1 2 3"), "cut off");
        assertRefused(save("b.nrrd", HEAD + "encoding: text\n\n1 2 3 4.5"), "'4.5' is no number of its type");
        assertRefused(save("d.nrrd", HEAD + "encoding: text\n\n1 2 3 256"), "'256' is no number of its type");
        assertRefused(save("c.nrrd", HEAD + "encoding: text\n\n1 2 3 " + "4".repeat(99)), "a number has no end");
    }

    @Test
    void axesOfSpaceHaveDirectionsThatSpanIt() throws IOException {
        String raw = "encoding: raw\n\nABCD";
        assertRefused(
                save("a.nrrd", HEAD + "space: LPS\nspace directions: (1,0,0) (1,0,0) (0,0,1)\n" + raw),
                "do not span a space");
        assertRefused(
                save("b.nrrd", HEAD + "kinds: domain domain domain\nspace directions: (1,0,0) none (0,0,1)\n" + raw),
                "has no direction");
        assertRefused(save("c.nrrd", HEAD + "space directions: (1,0,0) 7 (0,0,1)\n" + raw), "which is no vector");
    }

    @Test
    void aFlatImageInSpaceIsASlice() throws IOException {
        Path file = save(
                "a.nrrd",
                "NRRD0004\ntype: uint8\ndimension: 2\nsizes: 2 2\nspace: left-anterior-superior\n"
                        + "space directions: (0,3,0) (0,0,2)\nspace origin: (1,2,3)\nencoding: raw\n\nABCD");

        Volume volume = Volumes.read(file);

        assertThat(volume.size()).isEqualTo(new VolumeSize(2, 2, 1, 1));
        assertThat(volume.geometry().affine())
                .isEqualTo(new Affine(
                        new WorldVector(0, 3, 0),
                        new WorldVector(0, 0, 2),
                        new WorldVector(1, 0, 0),
                        new WorldVector(-1, 2, 3)));
        assertThat(volume.geometry().unit()).isEqualTo("mm");
    }

    @Test
    void aHeaderWithoutAnEndIsRefused() throws IOException {
        assertRefused(save("a.nrrd", HEAD + "# no end\n".repeat(200_000)), "its header has no end");
    }

    @Test
    void aFourthAxisOfSpaceIsTime() throws IOException {
        Path file = save(
                "a.nrrd",
                "NRRD0004\ntype: uint8\ndimension: 4\nsizes: 1 1 2 2\nkinds: domain domain domain domain\n"
                        + "spacings: 1 1 3 0.5\nunits: \"mm\" \"mm\" \"mm\" \"s\"\nencoding: raw\n\nABCD");

        Volume volume = Volumes.read(file);

        assertThat(volume.size()).isEqualTo(new VolumeSize(1, 1, 2, 2));
        assertThat(volume.slice(Axis.Z, 1, 1).get(0, 0, 0)).isEqualTo('D');
        assertThat(volume.geometry().frameInterval()).isEqualTo(0.5);
        assertThat(volume.geometry().timeUnit()).isEqualTo("s");
    }
}
