package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.Channels;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Labels;
import org.samovar.image.io.Volumes;

class PropagateVerbTest {
    private static final int WIDTH = 24;
    private static final int HEIGHT = 20;
    private static final int DEPTH = 4;
    private static final VolumeGeometry GEOMETRY = VolumeGeometry.of(new Spacing(0.5, 0.5, 2, "mm"));

    @TempDir
    static Path folder;

    private static Path model;

    @BeforeAll
    static void makeModel() {
        model = SmallModel.write(folder);
    }

    /** A bright block on noise-free background; values as given. */
    private static Path volume(String name, SampleType type, float bright, int depth) {
        List<Image> slices = new ArrayList<>();
        for (int z = 0; z < depth; z++) {
            float[] values = new float[WIDTH * HEIGHT];
            for (int i = 0; i < values.length; i++) {
                int x = i % WIDTH;
                int y = i / WIDTH;
                values[i] = x >= 6 && x < 16 && y >= 5 && y < 14 ? bright : 0;
            }
            slices.add(Image.planar(WIDTH, HEIGHT, 1, type, Channels.INTENSITY, values));
        }
        Path file = folder.resolve(name);
        Volumes.write(Volume.ofSlices(slices, Axis.Z, GEOMETRY), file);
        return file;
    }

    private static Invocation propagate(Path volume, String... more) {
        String[] start = {"propagate", volume.toString(), "--model", model.toString()};
        String[] all = Arrays.copyOf(start, start.length + more.length);
        System.arraycopy(more, 0, all, start.length, more.length);
        return Invocation.of(all);
    }

    private static String out(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aLabelVolumeKeepsSizeAndGeometryInEveryTypeOfValues() {
        for (SampleType type : List.of(SampleType.UINT8, SampleType.UINT16, SampleType.FLOAT)) {
            Path volume = volume(type + ".nii.gz", type, 200, DEPTH);
            Invocation run =
                    propagate(volume, "--slice", "1", "--box", "6,5,16,14", "-o", out(type + "-labels.nii.gz"));
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains("Wrote ").contains("object 1: ");
            assertThat(run.messages()).anySatisfy(line -> assertThat(line).contains("has no memory"));
            LabelVolume labels = LabelVolumes.read(folder.resolve(type + "-labels.nii.gz"));
            assertThat(labels.size()).isEqualTo(Volumes.read(volume).size());
            assertThat(labels.geometry().spacing()).isEqualTo(GEOMETRY.spacing());
        }
    }

    @Test
    void severalObjectsAreGroupsOfPromptsAndAMaskStaysAsItIs() {
        Path volume = volume("objects.nrrd", SampleType.UINT8, 200, DEPTH);
        int[] ids = new int[WIDTH * HEIGHT];
        Arrays.fill(ids, 0, 30, 9);
        Labels.write(LabelMap.of(WIDTH, HEIGHT, ids), folder.resolve("mask.png"));
        Invocation run = propagate(
                volume,
                "--object",
                "2",
                "--slice",
                "0",
                "--box",
                "6,5,16,14",
                "--negative",
                "1,1",
                "--object",
                "5",
                "--slice",
                "3",
                "--mask",
                out("mask.png"),
                "--range",
                "0-3",
                "-o",
                out("objects-labels.tif"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("object 2: ").contains("object 5: ");
        LabelVolume labels = LabelVolumes.read(folder.resolve("objects-labels.tif"));
        assertThat(labels.slice(Axis.Z, 3, 0).areas()).containsEntry(5, 30);
    }

    @Test
    void sixOrientationsAndOtherAxesWork() {
        Path volume = volume("six.nii", SampleType.UINT8, 200, DEPTH);
        Invocation run = propagate(
                volume,
                "--axis",
                "y",
                "--slice",
                "9",
                "--box",
                "6,0,16,4",
                "--orientations",
                "6",
                "--aggregate",
                "vote",
                "-o",
                out("six-labels.nii"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(LabelVolumes.read(folder.resolve("six-labels.nii")).size())
                .isEqualTo(Volumes.read(volume).size());
    }

    @Test
    void aStackOfOneSliceIsSegmented() {
        Path volume = volume("one.nii", SampleType.UINT8, 200, 1);
        Invocation run = propagate(volume, "--slice", "0", "--point", "10,9", "-o", out("one-labels.nii"));
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void theBankOfAModelWithAMemoryCanBeChosen(@TempDir Path models) {
        Path volume = volume("bank.nii", SampleType.UINT8, 200, DEPTH);
        String remembering = SmallModel.writeRemembering(models).toString();
        String[] prompt = {"--slice", "1", "--box", "6,5,16,14"};
        for (String bank : List.of("fifo", "temporal", "selfsorting", "released")) {
            Path labels = models.resolve(bank + ".nii");
            Invocation run = Invocation.of(
                    "propagate",
                    volume.toString(),
                    "--model",
                    remembering,
                    prompt[0],
                    prompt[1],
                    prompt[2],
                    prompt[3],
                    "--bank",
                    bank,
                    "-o",
                    labels.toString());
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(labels).isRegularFile();
        }
        refuses(volume, "This model has no memory", "--slice", "1", "--point", "3,3", "--bank", "temporal");
        refuses(
                volume,
                "--bank is for what is remembered",
                "--slice",
                "1",
                "--point",
                "3,3",
                "--bank",
                "fifo",
                "--project",
                "box");
    }

    @Test
    void whatDoesNotFitIsOneSentence() {
        Path volume = volume("bad.nii", SampleType.FLOAT, 200, DEPTH);
        Path nan = volume("nan.nii", SampleType.FLOAT, Float.NaN, DEPTH);
        Labels.write(LabelMap.of(3, 3, new int[] {1, 0, 0, 0, 0, 0, 0, 0, 0}), folder.resolve("small.png"));
        refuses(volume, "There is no slice 4: there are 4, counted from 0.", "--slice", "4", "--point", "1,1");
        refuses(volume, "The point 24,1 lies outside the image of 24 x 20 pixels.", "--slice", "0", "--point", "24,1");
        refuses(
                volume,
                "The mask has 3 x 3 pixels, but the image has 24 x 20.",
                "--slice",
                "0",
                "--mask",
                out("small.png"));
        refuses(nan, "Cannot use slice 1: ", "--slice", "1", "--point", "3,3");
    }

    @Test
    void optionsThatMakeNoSenseAreOneSentence() {
        Path volume = volume("options.nii", SampleType.FLOAT, 200, DEPTH);
        refuses(volume, "There is no prompt on slice 2.", "--slice", "2");
        refuses(
                volume,
                "The prompts on slice 1 name no object, but others do.",
                "--slice",
                "1",
                "--point",
                "3,3",
                "--slice",
                "2",
                "--object",
                "2",
                "--point",
                "3,3");
        refuses(
                volume,
                "The range '3-' is not of the form FIRST-LAST.",
                "--slice",
                "1",
                "--point",
                "3,3",
                "--range",
                "3-");
        refuses(volume, "Slices 3 to 1 are no range.", "--slice", "1", "--point", "3,3", "--range", "3-1");
        refuses(volume, "--orientations is 1 or 6, not 3.", "--slice", "1", "--point", "3,3", "--orientations", "3");
        refuses(
                volume,
                "There is no point in time 1: the volume has 1, counted from 0.",
                "--slice",
                "1",
                "--point",
                "3,3",
                "--at",
                "1");
        refuses(volume, "The window 'chest' is not of the form", "--slice", "1", "--point", "3,3", "--window", "chest");
        Invocation ending = propagate(volume, "--slice", "1", "--point", "3,3", "-o", out("labels.png"));
        assertThat(ending.messages()).singleElement().asString().contains("its name must end in");
    }

    private static void refuses(Path volume, String sentence, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "-o";
        all[arguments.length + 1] = out("never.nii");
        Invocation run = propagate(volume, all);
        assertThat(run.code()).isEqualTo(Failures.REFUSED);
        assertThat(run.messages()).last().asString().startsWith("samovar: " + sentence);
        assertThat(folder.resolve("never.nii")).doesNotExist();
    }
}
