package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.catalog.KeptModels;
import org.samovar.catalog.ModelSource;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;

class VerbLinesTest {
    @TempDir
    private Path folder;

    private Path image() {
        Path file = folder.resolve("image.png");
        byte[] gray = new byte[64 * 64];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (byte) (i % 64 > 20 && i % 64 < 40 ? 200 : 40);
        }
        Images.write(RgbImage.gray(64, 64, gray), file);
        return file;
    }

    private List<String> segment(Path image, String box, Path out) {
        return List.of("segment", image.toString(), "--box", box, "--model", "small", "-o", out.toString());
    }

    @Test
    void linesSideBySideShareOneModelAndWriteWhatASingleRunWrites() throws Exception {
        Path weights = SmallModel.write(folder);
        Path image = image();
        Path single = folder.resolve("single.tif");
        assertThat(Invocation.of(
                                "segment",
                                image.toString(),
                                "--box",
                                "20,5,40,60",
                                "--model",
                                weights.toString(),
                                "-o",
                                single.toString())
                        .code())
                .isZero();
        AtomicInteger opened = new AtomicInteger();
        KeptModels models = new KeptModels(name -> {
            opened.incrementAndGet();
            return new ModelSource.OfFile(name, weights);
        });
        try (VerbLines lines = new VerbLines(models)) {
            assertThat(IntStream.range(0, 8)
                            .parallel()
                            .mapToObj(i -> lines.run(segment(image, "20,5,40,60", folder.resolve(i + ".tif")))))
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(VerbLines.Done.class));
        }
        assertThat(opened).hasValue(1);
        for (int i = 0; i < 8; i++) {
            assertThat(Files.readAllBytes(folder.resolve(i + ".tif"))).isEqualTo(Files.readAllBytes(single));
        }
    }

    @Test
    void whatGoesWrongIsOneLineWithItsHintAndSaysWhetherToTryAgain() {
        try (VerbLines lines = new VerbLines(new KeptModels())) {
            assertThat(lines.run(segment(folder.resolve("none.png"), "1,2,3,4", folder.resolve("o.tif"))))
                    .isEqualTo(new VerbLines.Failed(
                            "There is no file " + folder.resolve("none.png") + ".", VerbLines.Chance.MAYBE));
            assertThat(lines.run(List.of("segment", image().toString(), "-o", "o.tif")))
                    .isEqualTo(new VerbLines.Failed(
                            "There is no prompt to segment by. Give --box, --point or --mask, or use `samovar everything`.",
                            VerbLines.Chance.MAYBE));
            assertThat(lines.run(List.of("segment", "--nonsense")))
                    .isInstanceOfSatisfying(VerbLines.Failed.class, failed -> assertThat(failed.chance())
                            .isEqualTo(VerbLines.Chance.NONE));
        }
    }

    @Test
    void aLineIsCheckedWithoutDoingAnything() {
        try (VerbLines lines = new VerbLines(new KeptModels())) {
            lines.check(List.of("segment", "none.png", "--box", "1,2,3,4", "-o", "o.tif"));
            assertThatThrownBy(() -> lines.check(List.of("segmant", "none.png")))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("segmant");
        }
    }
}
