package org.samovar.evaluate.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.evaluate.PromptKind;
import org.samovar.evaluate.volume.VolumeFolder;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Box;
import org.samovar.geometry.UserError;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.Weights;
import org.samovar.predict.ImageSession;
import org.samovar.predict.Progress;
import org.samovar.predict.SessionSettings;
import org.samovar.predict.SliceListener;
import org.samovar.predict.SliceRange;
import org.samovar.predict.SliceSequence;
import org.samovar.predict.VolumeSession;
import org.samovar.predict.VolumeSettings;
import org.samovar.predict.Zoom;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PromptSet;
import org.samovar.testing.SmallVideoNetwork;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;
import org.samovar.train.data.VolumeItem;

/** With a network of random weights, whose answers are compared with those of a session that is asked by hand. */
class PromptedClassesTest {
    private static final int SIDE = 40;

    private final Sam2 network = SmallVideoNetwork.create();
    private Weights weights;

    @TempDir
    private Path folder;

    @BeforeEach
    void initialise() {
        weights = SmallVideoNetwork.alwaysPresent(network, 3);
    }

    @AfterEach
    void close() {
        weights.close();
    }

    private ImageSession image(RgbImage image) {
        return ImageSession.open(network, image, SessionSettings.published().withZoom(Zoom.NEVER));
    }

    private VolumeSession volume(SliceSequence slices) {
        return VolumeSession.open(network, slices, VolumeSettings.suitedTo(network, SessionSettings.nano()));
    }

    private PromptedClasses boxed(Dataset dataset) {
        Function<RgbImage, ImageSession> images = this::image;
        return new PromptedClasses("boxed", Map.of(), PromptKind.BOX, dataset.info(), images, this::volume);
    }

    @Test
    void aClassOfAVolumeIsFollowedFromItsBoxOnTheLargestSlice() throws IOException {
        VolumeFolder.write(folder, "xyz");
        Dataset dataset = Dataset.open(folder);
        VolumeItem item = dataset.volumes(Split.TEST).get(0);
        LabelVolume found = boxed(dataset).segment(item, Progress.NONE);
        SliceSequence slices = SliceSequence.of(
                item.volume(),
                Axis.Z,
                0,
                IntensityRule.suitedTo(item.volume().info().type()));
        try (VolumeSession session = volume(slices)) {
            session.prompt(1, VolumeFolder.LAST, PromptSet.of(new BoxPrompt(new Box(2, 1, 17, 16))));
            session.propagate(SliceRange.all(slices), SliceListener.NONE, Progress.NONE);
            for (int z = 0; z < VolumeFolder.DEPTH; z++) {
                assertThat(found.slice(Axis.Z, z, 0).labels())
                        .containsExactly(session.labels(z).labels());
            }
        }
        assertThat(found.ids()).containsExactly(1);
        assertThat(found.geometry().spacing(Axis.Z))
                .isEqualTo(item.labels().geometry().spacing(Axis.Z));
    }

    @Test
    void ofClassesThatOverlapTheSmallerOneHasThePixel() throws IOException {
        Mask organ = rectangle(4, 4, 34, 34);
        Mask tumour = rectangle(14, 10, 26, 22);
        Dataset dataset = organs(organ, tumour);
        RgbImage seen = RgbImage.gray(SIDE, SIDE, new byte[SIDE * SIDE]);
        int overlap = 0;
        for (long seed = 4; seed < 8; seed++) {
            weights.close();
            weights = SmallVideoNetwork.alwaysPresent(network, seed);
            int[] labels = boxed(dataset)
                    .segment(dataset.items(Split.TEST).get(0), Progress.NONE)
                    .labels();
            try (ImageSession session = image(seen)) {
                Mask large = session.predict(PromptKind.BOX.of(organ)).chosen().mask();
                Mask small = session.predict(PromptKind.BOX.of(tumour)).chosen().mask();
                overlap += large.and(small).area();
                for (int i = 0; i < labels.length; i++) {
                    assertThat(labels[i]).isEqualTo(small.pixels()[i] ? 2 : large.pixels()[i] ? 5 : 0);
                }
            }
        }
        assertThat(overlap).isPositive();
    }

    private static Mask rectangle(int x0, int y0, int x1, int y1) {
        return Mask.rectangle(RgbImage.gray(SIDE, SIDE, new byte[SIDE * SIDE]).size(), new Box(x0, y0, x1, y1));
    }

    /** A black image with an organ, 5, in which there is a tumour, 2; a third class is nowhere. */
    private Dataset organs(Mask organ, Mask tumour) throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Files.createDirectories(folder.resolve("labels"));
        Files.writeString(
                folder.resolve("dataset.json"),
                """
                {"name": "organs", "kind": "classes", "classes": {"2": "tumour", "5": "liver", "7": "spleen"},
                 "split": {"train": [], "test": ["a"]}}
                """);
        int[] ids = new int[SIDE * SIDE];
        for (int i = 0; i < ids.length; i++) {
            // a frame of the organ is left, so that its box is still its own
            ids[i] = tumour.pixels()[i] ? 2 : organ.pixels()[i] ? 5 : 0;
        }
        Images.write(RgbImage.gray(SIDE, SIDE, new byte[SIDE * SIDE]), folder.resolve("images/a.png"));
        Labels.write(LabelMap.of(SIDE, SIDE, ids), folder.resolve("labels/a.png"));
        return Dataset.open(folder);
    }

    @Test
    void objectsWithoutClassesAreRefused() throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Files.createDirectories(folder.resolve("labels"));
        Files.writeString(
                folder.resolve("dataset.json"),
                """
                {"name": "cells", "kind": "instances", "classes": {}, "split": {"train": [], "test": []}}
                """);
        Dataset dataset = Dataset.open(folder);
        assertThatThrownBy(() -> boxed(dataset)).isInstanceOf(UserError.class);
    }
}
