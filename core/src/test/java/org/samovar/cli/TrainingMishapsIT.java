package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.checkpoint.StateDict;
import org.samovar.train.semantic.Balls;

/**
 * Trainings in a process of their own, to which the worst happens. They run on one thread, and what an iteration learns follows from its
 * number alone, so that curves and weights are compared bit by bit.
 */
class TrainingMishapsIT {
    @TempDir
    private Path folder;

    private List<String> command(String config, String into) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                "-Dai.djl.pytorch.num_interop_threads=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of("train", folder.resolve(config).toString(), "--data", folder.toString(), "-o", into));
        return command;
    }

    private Path said(String into) {
        return folder.resolve(into + ".txt");
    }

    private Process start(List<String> command, String name) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said(name).toFile())
                .start();
    }

    private String end(Process process, String name) throws IOException, InterruptedException {
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return Files.readString(said(name), StandardCharsets.UTF_8);
    }

    private String train(String config, String into) throws IOException, InterruptedException {
        Process process = start(command(config, folder.resolve(into).toString()), into);
        String said = end(process, into);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    /** Starts a run and kills it as soon as it writes a state beside one that is complete; returns the iteration of that. */
    private String killWhileItWritesAState(String config, String into) throws IOException, InterruptedException {
        Path run = folder.resolve(into);
        FileTime before = written(run);
        Process process = start(command(config, run.toString()), into);
        while (process.isAlive() && (written(run).equals(before) || parts(run).isEmpty())) {
            Thread.onSpinWait();
        }
        process.destroyForcibly();
        String said = end(process, into);
        assertThat(process.exitValue()).as(said).isNotZero();
        return iteration(run);
    }

    private static String iteration(Path run) {
        return Checkpoints.read(run.resolve("state.safetensors")).metadata().getOrDefault("iteration", "");
    }

    private static FileTime written(Path run) throws IOException {
        Path state = run.resolve("state.safetensors");
        return Files.exists(state) ? Files.getLastModifiedTime(state) : FileTime.fromMillis(0);
    }

    /** Files that were being written. */
    private static List<Path> parts(Path run) throws IOException {
        if (!Files.exists(run)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }

    /** All of the curves that does not depend on the clock. */
    private List<List<String>> curves(String run) throws IOException {
        List<List<String>> out = new ArrayList<>();
        for (String table : List.of("training.csv", "validation.csv")) {
            out.add(Files.readAllLines(folder.resolve(run).resolve(table)).stream()
                    .map(line -> line.replaceFirst("^(\\d+),[^,]*,", "$1,"))
                    .map(line -> table.startsWith("t") ? line.replaceFirst(",[^,]*$", "") : line)
                    .toList());
        }
        return out;
    }

    private void requireSame(String one, String other) throws IOException {
        assertThat(curves(one)).isEqualTo(curves(other));
        StateDict a = Checkpoints.read(folder.resolve(one).resolve("best.safetensors"));
        StateDict b = Checkpoints.read(folder.resolve(other).resolve("best.safetensors"));
        assertThat(a.keys()).isEqualTo(b.keys());
        for (String key : a.keys()) {
            assertThat(a.get(key).toFloats()).as(key).isEqualTo(b.get(key).toFloats());
        }
    }

    private void surviveKills(String config, int kills) throws IOException, InterruptedException {
        train(config, "whole");
        for (int i = 0; i < kills; i++) {
            killWhileItWritesAState(config, "killed");
        }
        String at = iteration(folder.resolve("killed"));
        String said = train(config, "killed");
        assertThat(said).contains("Going on after iteration " + at + ".").doesNotContain("otherwise");
        assertThat(parts(folder.resolve("killed"))).isEmpty();
        assertThat(curves("whole").get(1)).hasSizeGreaterThan(1);
        requireSame("killed", "whole");
    }

    @Test
    void aSystemWithoutPromptsThatWasKilledTwiceEndsAsIfItHadNotBeen() throws IOException, InterruptedException {
        Balls.volumes(folder, 10);
        String small = Balls.volumeConfig(104)
                .replace("\"width\": 12", "\"width\": 4")
                .replace("\"depth\": 12", "\"depth\": 8")
                .replace("\"saveMinutes\": 1000", "\"saveMinutes\": 1e-3");
        Files.writeString(folder.resolve("balls.json"), small);
        surviveKills("balls.json", 2);
        assertThat(curves("whole").get(0)).hasSize(3);
    }

    @Test
    void aRunThatIsStoppedSavesItsStateAndGoesOn() throws IOException, InterruptedException {
        Balls.volumes(folder, 10);
        String config = Balls.volumeConfig(1_000_000).replace("\"saveMinutes\": 1000", "\"saveMinutes\": 1e-6");
        Files.writeString(folder.resolve("endless.json"), config.replace("\"heldOut\": 2", "\"heldOut\": 0"));
        Path run = folder.resolve("endless");
        Process process = start(command("endless.json", run.toString()), "endless");
        while (process.isAlive() && written(run).toMillis() == 0) {
            Thread.onSpinWait();
        }
        process.destroy(); // as a logout or Ctrl-C does
        String said = end(process, "endless");
        assertThat(said)
                .contains("Interrupted at iteration " + iteration(run) + "; the state is saved.")
                .doesNotContain("The best weights")
                .doesNotContain("samovar: ");
        assertThat(run.resolve("last.safetensors")).exists();
        Files.writeString(
                folder.resolve("endless.json"),
                Files.readString(folder.resolve("endless.json"))
                        .replace("1000000", Integer.toString(1 + Integer.parseInt(iteration(run)))));
        assertThat(train("endless.json", "endless")).contains("Going on after iteration");
    }

    @Test
    void aNetworkOfSupportSetsThatWasKilledEndsAsIfItHadNotBeen() throws IOException, InterruptedException {
        Balls.images(folder, 10);
        Files.writeString(
                folder.resolve("support.json"),
                """
                {"name": "balls", "backbone": "samovar-nano", "weights": "random", "size": 64,
                 "parts": {"loraRank": 4, "pseudoMask": "FROM_SUPPORT", "refinement": "MASK_ATTENTION", "supportMasks": "CERTAIN"},
                 "episode": {"images": 3, "slices": 1, "classes": 1, "fewestNeighbours": 1, "neighbours": 2,
                             "retrieval": "SIMILAR", "memory": 2, "eviction": "LEAST_SIMILAR", "absentShare": 0},
                 "loss": "PAPER", "epoch": 10, "seed": 5, "precision": "FLOAT32",
                 "data": {"sets": ["balls"], "heldOut": 1, "threads": 1},
                 "augmentation": {"spatial": 0, "degrees": 0, "least": 1, "most": 1, "mirrored": ["WIDTH"], "intensities": 0},
                 "optimiser": {"rate": 3e-3, "schedule": "CONSTANT", "beta1": 0.9, "beta2": 0.98, "decay": 0, "clip": 1, "average": 0.9},
                 "budget": {"minutes": 1000, "iterations": 6, "validateMinutes": 1000, "saveMinutes": 1e-6, "patience": 0}}
                """);
        surviveKills("support.json", 1);
    }

    /** A file system of half a megabyte, which is there for the script alone. */
    private String onSmallDisk(String script, Path disk) throws IOException, InterruptedException {
        Process process = start(
                List.of("unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=512k tmpfs " + disk + " && " + script),
                "disk");
        return end(process, "disk");
    }

    @Test
    void aFullDiskIsToldInOneLineAndTheLastStateStays() throws IOException, InterruptedException {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(mounts(disk), "a Linux where anyone may mount a file system for himself");
        Balls.volumes(folder, 10);
        String config = Balls.volumeConfig(2)
                .replace("\"heldOut\": 2", "\"heldOut\": 0")
                .replace("\"firstWidth\": 8, \"widest\": 16", "\"firstWidth\": 4, \"widest\": 8");
        Files.writeString(folder.resolve("short.json"), config);
        Files.writeString(folder.resolve("long.json"), config.replace("\"iterations\": 2", "\"iterations\": 4"));
        String train = quoted(command("short.json", disk.toString()));
        String more = quoted(command("long.json", disk.toString()));
        String said = onSmallDisk(
                train + " && (head -c 1M /dev/zero > " + disk + "/other; truncate -s -20K " + disk
                        + "/other; echo FULL; " + more + "; echo code $?; ls -A " + disk + "; cp " + disk
                        + "/state.safetensors " + folder + ")",
                disk);
        String after = said.substring(said.indexOf("FULL"));
        assertThat(after.lines().filter(line -> line.startsWith("samovar: ")))
                .containsExactly(
                        "samovar: Cannot write " + disk.resolve("state.safetensors") + ": No space left on device.");
        assertThat(after).contains("code 1").doesNotContain(".part").doesNotContain("\tat ");
        assertThat(iteration(folder)).isEqualTo("2");
    }

    private boolean mounts(Path disk) throws InterruptedException {
        try {
            return onSmallDisk("echo mounted", disk).contains("mounted");
        } catch (IOException e) {
            return false; // there is no such command
        }
    }

    private static String quoted(List<String> command) {
        return command.stream()
                .map(word -> "'" + word + "'")
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }
}
