package org.samovar.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.samovar.catalog.Catalog;
import org.samovar.catalog.LoadedModel;
import org.samovar.catalog.Models;
import org.samovar.geometry.Box;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;
import org.samovar.predict.ImageSession;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PromptSet;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;

/** Images of a disc each, bright on noise, with a box around it. */
final class Discs {
    private static final int SIDE = 64;

    private final Path folder;
    private final int count;

    Discs(Path folder, int count) throws IOException {
        this.folder = folder;
        this.count = count;
        Files.createDirectories(folder.resolve("out"));
        for (int i = 0; i < count; i++) {
            Images.write(picture(i), image(i));
        }
    }

    Path image(int i) {
        return folder.resolve("disc-" + i + ".png");
    }

    Path out(int i) {
        return folder.resolve("out").resolve(i + ".tif");
    }

    private static int radius(int i) {
        return 8 + i % 13;
    }

    private static int centre(int i) {
        return 24 + i % 17;
    }

    private static String box(int i) {
        int from = centre(i) - radius(i);
        int to = centre(i) + radius(i);
        return from + "," + from + "," + to + "," + to;
    }

    private static RgbImage picture(int i) {
        Random random = new Random(i);
        byte[] gray = new byte[SIDE * SIDE];
        for (int k = 0; k < gray.length; k++) {
            int dx = k % SIDE - centre(i);
            int dy = k / SIDE - centre(i);
            boolean inside = dx * dx + dy * dy < radius(i) * radius(i);
            gray[k] = (byte) ((inside ? 170 : 60) + random.nextInt(60));
        }
        return RgbImage.gray(SIDE, SIDE, gray);
    }

    /** The table of all of them, and of further rows. */
    Path table(String... further) throws IOException {
        StringBuilder text = new StringBuilder("image,box,out\n");
        for (int i = 0; i < count; i++) {
            text.append(image(i))
                    .append(",\"")
                    .append(box(i))
                    .append("\",")
                    .append(out(i))
                    .append('\n');
        }
        for (String row : further) {
            text.append(row).append('\n');
        }
        return Files.writeString(folder.resolve("discs.csv"), text);
    }

    /** Compares each label image with that of a session that was opened for its image alone, byte for byte. */
    void requireLabelsOfSingleRuns() throws IOException {
        Path single = folder.resolve("single.tif");
        try (LoadedModel model = Models.open(Catalog.DEFAULT, DeviceChoice.AUTO, Precision.FLOAT32)) {
            for (int i = 0; i < count; i++) {
                Labels.write(labels(model, i), single);
                assertThat(out(i)).hasSameBinaryContentAs(single);
            }
        }
    }

    private LabelMap labels(LoadedModel model, int i) {
        RgbImage pixels = IntensityRule.rgb(Images.read(image(i)), image(i).toString());
        int c = centre(i);
        int r = radius(i);
        PromptSet prompts = PromptSet.none().with(new BoxPrompt(new Box(c - r, c - r, c + r, c + r)));
        try (ImageSession session = model.session(pixels)) {
            Mask mask = session.predict(prompts).chosen().mask();
            assertThat(mask.area()).isPositive();
            int[] ids = new int[SIDE * SIDE];
            for (int k = 0; k < ids.length; k++) {
                ids[k] = mask.get(k % SIDE, k / SIDE) ? 1 : 0;
            }
            return LabelMap.of(SIDE, SIDE, ids);
        }
    }
}
