package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.train.ConfigFile;
import org.samovar.train.semantic.Balls;
import org.samovar.train.semantic.SemanticConfigFile;

class CompareVerbTest {
    @TempDir
    private Path folder;

    private Invocation compare(String systems, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("compare", folder.resolve("balls").toString(), "--systems", systems));
        arguments.addAll(List.of("-o", folder.resolve("out").toString()));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    private String config(String name, int iterations) throws IOException {
        String json = Balls.volumeConfig(iterations).replaceFirst("\"name\": \"[^\"]*\"", "\"name\": \"" + name + "\"");
        return Files.writeString(folder.resolve(name + ".json"), json).toString();
    }

    /** Ten volumes, the last two of them to be measured on. */
    private void balls() throws IOException {
        Balls.volumes(folder, 10);
        Path description = folder.resolve("balls/dataset.json");
        String json = Files.readString(description);
        Files.writeString(
                description,
                json.replace(", \"ball8\", \"ball9\"", "").replace("\"test\": []", "\"test\": [\"ball8\", \"ball9\"]"));
    }

    @Test
    void systemsAreTrainedMeasuredAndShown() throws IOException {
        balls();
        String both = config("short", 1) + "," + config("long", 8);
        Invocation run = compare(both);
        assertThat(run.code()).as(run.err()).isZero();
        Path out = folder.resolve("out");
        String report = Files.readString(out.resolve("report.md"));
        assertThat(report).contains("| short | ", "| long | ", "## long", "best: ball", "(short/pictures/ball");
        assertThat(out.resolve("long/pictures")).isNotEmptyDirectory();
        JsonArray rows = new Gson()
                .fromJson(Files.readString(out.resolve("report.json")), JsonObject.class)
                .getAsJsonArray("rows");
        assertThat(rows.get(1)
                        .getAsJsonObject()
                        .getAsJsonObject("training")
                        .get("iterations")
                        .getAsInt())
                .isEqualTo(8);

        Invocation again = compare(both);
        assertThat(again.out()).contains("Going on after iteration 8.");
        assertThat(Files.readString(out.resolve("report.md")).lines().filter(line -> line.contains("| long |")))
                .singleElement()
                .satisfies(line -> assertThat(line.replaceAll("\\| [0-9.]+ \\|$", ""))
                        .isEqualTo(report.lines()
                                .filter(old -> old.contains("| long |"))
                                .findFirst()
                                .orElseThrow()
                                .replaceAll("\\| [0-9.]+ \\|$", "")));
    }

    @Test
    void whatWasTrainedWithAnotherBudgetOrConfigIsNotTakenForThis() throws IOException {
        balls();
        String one = config("one", 1);
        assertThat(compare(one).code()).isZero();
        Invocation longer = compare(one, "--minutes", "3");
        assertThat(longer.code()).isEqualTo(1);
        assertThat(longer.messages())
                .singleElement()
                .asString()
                .contains("is of a run with another config: ", "budget.minutes was 1000.0 and is 3.0");
        Path file = folder.resolve("one.json");
        Files.writeString(file, Files.readString(file).replace("\"batch\": 2", "\"batch\": 1"));
        assertThat(compare(one).messages()).singleElement().asString().endsWith("batch was 2 and is 1.");
    }

    @Test
    void aFolderThatNamesNoTestItemsIsNotMeasuredOnWhatItTrains() throws IOException {
        Balls.images(folder, 10);
        Files.delete(folder.resolve("balls/dataset.json"));
        Invocation run = compare("nano-laptop", "--protocol", "box");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("balls has no items in its test split");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void earlierStepsOfASystemHaveRowsOfTheirOwn() throws IOException {
        balls();
        JsonObject config = ConfigFile.json(Path.of("rfmedsam2-laptop"), SemanticConfigFile.INCLUDED);
        config.getAsJsonObject("data").addProperty("heldOut", 2);
        config.getAsJsonObject("budget").addProperty("iterations", 1);
        Path file = Files.writeString(folder.resolve("steps.json"), config.toString());
        Invocation run = compare(file.toString(), "--first", "1");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("out/report.md")))
                .filteredOn(line -> line.startsWith("| rfmedsam2"))
                .extracting(line -> line.split("\\|", -1)[1].strip())
                .containsExactly("rfmedsam2-laptop", "rfmedsam2-laptop, step 0", "rfmedsam2-laptop, step 1");
    }

    @Test
    void severalDatasetsHaveAReportEachAndOneOverAll() throws IOException {
        balls();
        Path second = folder.resolve("again/balls2");
        copy(folder.resolve("balls"), second);
        Invocation run = Invocation.of(
                "compare",
                folder.resolve("balls").toString(),
                second.toString(),
                "--systems",
                config("short", 1),
                "-o",
                folder.resolve("out").toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve("out/balls/report.md")).content().contains("| short | ");
        assertThat(folder.resolve("out/balls2/short/best.safetensors")).isNotEmptyFile();
        assertThat(folder.resolve("out/report.md")).content().contains("[balls](", "[balls2](", "| short | ");
        assertThat(Invocation.of(
                                "compare",
                                second.toString(),
                                second.toString(),
                                "--systems",
                                "unet-laptop",
                                "-o",
                                folder.resolve("no").toString())
                        .err())
                .contains("Two of the datasets are called balls2");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    @Test
    void anAblationIsOneCommandAndItsReportSaysWhatItsRowsAre() throws IOException {
        balls();
        Invocation run = compare("sam2sgp-ablation", "--minutes", "0.001", "--first", "1");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve("out/report.md"))
                .content()
                .contains("| sgp | ", "| sgp-no-pmg | ", "- sgp-no-pmg: no support set", "## sgp-random");
        run = compare("sam2sgp-ablation/sgp,sam2sgp-ablation/sgp-random", "--minutes", "0.001", "--first", "1");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve("out/report.md"))
                .content()
                .contains("| sgp | ", "| sgp-random | ", "- sgp-random: examples")
                .doesNotContain("no-pmg");
    }

    @Test
    void whatCannotBeComparedIsRefusedInOneSentence() throws IOException {
        Balls.volumes(folder, 3);
        String one = config("one", 1);
        assertThat(compare(one).err()).contains("balls").contains("test split");
        balls();
        assertThat(compare(one + "," + one).err()).contains("Two of the configs are called one");
        assertThat(compare("no-such").err()).contains("no-such").contains("unet-laptop");
        assertThat(compare(one, "--minutes", "0").err()).contains("--minutes 0");
        assertThat(compare(one, "--first", "0").err()).contains("--first 0");
        assertThat(compare(one, "--protocol", "interactive").err()).contains("one takes no prompts");
        assertThat(compare(one, "--protocol", "propagate").err()).contains("semantic, box, point, interactive");
        assertThat(folder.resolve("out/one")).doesNotExist();
    }
}
