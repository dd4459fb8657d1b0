package org.samovar.evaluate.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;
import org.samovar.method.Framing;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.method.SemanticNetwork;
import org.samovar.nn.Layer;
import org.samovar.predict.Progress;
import org.samovar.predict.semantic.SegmenterSettings;
import org.samovar.predict.semantic.SemanticSegmenter;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.DatasetInfo;
import org.samovar.train.data.LabelKind;

class NetworkClassesTest {
    @TempDir
    Path folder;

    /** Says the same class of everything. */
    private static SemanticSegmenter always(int wanted, int classes) {
        SemanticNetwork network = new SemanticNetwork() {
            @Override
            public PatchShape patch() {
                return new PatchShape(1, 1, 8, 8);
            }

            @Override
            public int classes() {
                return classes;
            }

            @Override
            public Intensities intensities() {
                return Intensities.UNIT;
            }

            @Override
            public Layer layer() {
                return new Layer() {};
            }

            @Override
            public Tensor probabilities(Tensor patch) {
                Tensor none = Ops.full(patch, 0, 1, 1, 1, 8, 8);
                Tensor all = Ops.full(patch, 1, 1, 1, 1, 8, 8);
                return Ops.cat(
                        IntStream.range(0, classes)
                                .mapToObj(k -> k == wanted ? all : none)
                                .toList(),
                        1);
            }
        };
        return new SemanticSegmenter(network, Framing.WINDOWS, SegmenterSettings.plain());
    }

    private static DatasetInfo info(LabelKind kind, Map<Integer, String> classes) {
        return new DatasetInfo("set", kind, classes, DatasetInfo.Completeness.COMPLETE, "");
    }

    private LabelMap answer(ClassSegmenter segmenter) {
        Images.write(RgbImage.gray(9, 9, new byte[81]), folder.resolve("images/a.png"));
        Labels.write(LabelMap.of(9, 9, new int[81]), folder.resolve("labels/a.png"));
        return segmenter.segment(Dataset.open(folder).items().get(0), Progress.NONE);
    }

    @Test
    void classesAreMatchedByTheirNames() {
        DatasetInfo info = info(LabelKind.CLASSES, Map.of(3, "spleen", 7, "liver"));
        ClassSegmenter segmenter =
                new NetworkClasses("net", always(1, 4), List.of("liver", "kidney", "spleen"), info, Map.of());

        assertThat(answer(segmenter).ids()).containsExactly(7);
    }

    @Test
    void aClassThatTheDatasetDoesNotHaveIsBackground() {
        DatasetInfo info = info(LabelKind.CLASSES, Map.of(3, "spleen"));
        ClassSegmenter segmenter = new NetworkClasses("net", always(1, 3), List.of("liver", "spleen"), info, Map.of());

        assertThat(answer(segmenter).ids()).isEmpty();
    }

    @Test
    void ofOneClassTheNameDoesNotMatter() {
        ClassSegmenter segmenter = new NetworkClasses(
                "net", always(1, 2), List.of("lesion"), info(LabelKind.BINARY, Map.of(1, "tumour")), Map.of());

        assertThat(answer(segmenter).ids()).containsExactly(1);
    }

    @Test
    void aClassThatTheSystemDoesNotKnowIsNamed() {
        DatasetInfo info = info(LabelKind.CLASSES, Map.of(1, "liver", 2, "heart"));

        assertThatThrownBy(() -> new NetworkClasses("net", always(0, 2), List.of("liver"), info, Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessage("net knows liver, but the dataset set has heart.");
    }
}
