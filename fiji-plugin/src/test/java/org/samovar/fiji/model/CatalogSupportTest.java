package org.samovar.fiji.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.fiji.SmallFiles;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.LabelVolume;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.predict.Progress;
import org.samovar.predict.support.Sweep;
import org.samovar.tensor.Tensor;

class CatalogSupportTest {
    private static final VolumeSize SIZE = new VolumeSize(20, 16, 2, 1);

    @TempDir
    private Path folder;

    private final Set<String> said = new TreeSet<>();
    private final Progress progress = (done, total, what) -> said.add(what);

    @BeforeEach
    void writeExamples() {
        SmallFiles.example(folder, "a", 3);
        SmallFiles.example(folder, "b", 5);
    }

    private SupportFinder open() {
        return CatalogSupport.open(SmallFiles.support(folder).toString());
    }

    private static Volume volume(VolumeSize size) {
        VolumeInfo info = new VolumeInfo(size, 1, SampleType.UINT8, Channels.INTENSITY, VolumeGeometry.PIXELS);
        return Volume.of(info, (window, z, t, c) -> {
            double[] values = new double[window.size().pixels()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (37 * i + 11 * z + 5 * t) % 256;
            }
            return values;
        });
    }

    private SupportUse inFolder() {
        return new SupportUse(new Examples.InFolder(folder, Optional.empty(), Integer.MAX_VALUE), 0, Sweep.FORWARD);
    }

    @Test
    void theClassesOfAFolderAreFound() {
        try (SupportFinder finder = open()) {
            FoundClasses found = finder.find(volume(SIZE), inFolder(), progress);
            assertThat(found.legend()).isEqualTo("3 class 3, 5 class 5");
            assertThat(found.labels().size()).isEqualTo(SIZE);
            assertThat(found.labels().ids()).isSubsetOf(3, 5);
            assertThat(finder.notes()).isEmpty();
        }
    }

    @Test
    void aFolderIsEncodedOnceUntilItChanges() throws IOException {
        String encoding = "encoding the support set";
        try (SupportFinder finder = open()) {
            finder.find(volume(SIZE), inFolder(), progress);
            assertThat(said).contains(encoding);
            said.clear();
            finder.find(volume(SIZE), inFolder(), progress);
            assertThat(said).isNotEmpty().doesNotContain(encoding);
            Files.delete(folder.resolve("images/b.png"));
            assertThat(finder.find(volume(SIZE), inFolder(), progress).names()).containsOnlyKeys(3);
            assertThat(said).contains(encoding);
        }
    }

    @Test
    void openImagesAreExamplesAsWell() {
        try (SupportFinder finder = open()) {
            Examples examples = new Examples.Shown(List.of(new Examples.Labelled("one", volume(SIZE), ids(SIZE, 9))));
            FoundClasses found =
                    finder.find(volume(new VolumeSize(8, 8, 1, 3)), new SupportUse(examples, 1, Sweep.BOTH), progress);
            assertThat(found.legend()).isEqualTo("9 class 9");
            assertThat(found.labels().size()).isEqualTo(new VolumeSize(8, 8, 1, 3));
        }
    }

    @Test
    void anExampleWithoutLabelsIsNamed() {
        try (SupportFinder finder = open()) {
            Examples examples = new Examples.Shown(List.of(new Examples.Labelled("one", volume(SIZE), ids(SIZE, 0))));
            assertThatThrownBy(() -> finder.find(volume(SIZE), new SupportUse(examples, 0, Sweep.BOTH), progress))
                    .isInstanceOf(UserError.class)
                    .hasMessage("Cannot use one as an example: Nothing is labelled on it.");
        }
    }

    @Test
    void filesThatDoNotSuitAreNamed() throws IOException {
        assertThatThrownBy(() -> CatalogSupport.open(SmallFiles.system(folder).toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot use a support set");
        try (SupportFinder finder = open()) {
            SmallFiles.example(folder.resolve("other"), "a", 3);
            Files.copy(folder.resolve("other/labels/a.png"), folder.resolve("labels/c.png"));
            Files.copy(Path.of("..", "samples", "nuclei.png"), folder.resolve("images/c.png"));
            assertThatThrownBy(() -> finder.find(volume(SIZE), inFolder(), progress))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("The image c has ");
        }
    }

    @Test
    void aFolderWithoutExamplesIsRefusedInOneSentence() throws IOException {
        Files.delete(folder.resolve("labels/a.png"));
        Files.delete(folder.resolve("labels/b.png"));
        try (SupportFinder finder = open()) {
            assertThatThrownBy(() -> finder.find(volume(SIZE), inFolder(), progress))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("has labels of the same name");
        }
    }

    @Test
    void aCancelledSearchLeavesTheModelUsable() {
        Progress cancelling = new Progress() {
            @Override
            public void report(long done, long total, String what) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        try (SupportFinder finder = open()) {
            long before = Tensor.live();
            assertThatThrownBy(() -> finder.find(volume(SIZE), inFolder(), cancelling))
                    .isInstanceOf(CancellationException.class);
            assertThat(Tensor.live()).isEqualTo(before);
            assertThat(finder.find(volume(SIZE), inFolder(), progress).names()).containsOnlyKeys(3, 5);
        }
    }

    @Test
    void whatWasNotTrainedForItSaysSoOnce() {
        try (SupportFinder finder = CatalogSupport.open("samovar-nano")) {
            assertThat(finder.notes()).singleElement().asString().contains("has not been trained for support sets");
            assertThat(finder.notes()).isEmpty();
        }
    }

    private static LabelVolume ids(VolumeSize size, int label) {
        VolumeInfo info = new VolumeInfo(size, 1, SampleType.UINT16, Channels.INTENSITY, VolumeGeometry.PIXELS);
        return LabelVolume.of(
                Volume.of(info, (window, z, t, c) -> {
                    double[] values = new double[window.size().pixels()];
                    values[0] = label;
                    values[1] = label;
                    return values;
                }),
                "ids");
    }
}
