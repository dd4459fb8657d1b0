package org.samovar.site.updater;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.site.MadeUpBuild;
import org.samovar.site.bom.Bom;
import org.samovar.site.updater.ImageJFolder.State;

/** The site of the very jars that were built before these tests ran. */
class BuiltSiteIT {
    private static final Path PLUGIN = Path.of("..", "fiji-plugin", "target");

    @TempDir
    private Path folder;

    private static List<Path> jars(String of) throws IOException {
        try (Stream<Path> files = Files.list(PLUGIN.resolve(of))) {
            return files.toList();
        }
    }

    private static String name(Path jar) {
        return ImageJFolder.withoutVersion(jar.getFileName().toString()).replace(".jar", "");
    }

    /**
     * The real one is not there, as CycloneDX's plugin refuses to work without a network. What the build gives to plain
     * ImageJ and not to Fiji is what Fiji has.
     */
    private Bom bom() throws IOException {
        MadeUpBuild build = new MadeUpBuild("1.0");
        List<String> needed = new ArrayList<>();
        for (Path jar : jars("fiji/jars")) {
            build.with(name(jar), jar);
            needed.add(name(jar));
        }
        for (Path jar : jars("imagej/plugins/jars")) {
            if (!needed.contains(name(jar))) {
                build.elsewhere(name(jar));
                needed.add(name(jar));
            }
        }
        return Bom.read(
                build.needs(MadeUpBuild.MAIN, needed.toArray(String[]::new)).bom(folder.resolve("bom.json")));
    }

    @Test
    void anEmptyImageJGetsThePluginWithItsModelAndNothingThatFijiHas() throws IOException {
        FijiFolder fiji = new FijiFolder(PLUGIN.resolve("fiji"), bom());
        Path site = folder.resolve("site");
        new UpdateSite(site).publish(fiji.shipped(Set.of()), LocalDateTime.of(2026, 5, 1, 10, 11, 12));
        ImageJFolder imagej =
                new ImageJFolder(folder.resolve("Fiji.app"), folder.toUri().resolve("site/"), "linux64");
        imagej.update();
        Map<String, State> states = imagej.states();
        assertThat(states)
                .containsOnlyKeys(
                        "jars/api.jar",
                        "jars/commonmark-ext-gfm-tables.jar",
                        "jars/commonmark.jar",
                        "jars/pytorch-engine.jar",
                        "jars/pytorch-jni.jar",
                        "jars/samovar-core.jar",
                        "plugins/Samovar_.jar");
        assertThat(states.values()).containsOnly(State.INSTALLED);
        assertThat(imagej.missing())
                .contains(
                        "jars/aircompressor.jar",
                        "jars/gson.jar",
                        "jars/imglib2.jar",
                        "jars/jna.jar",
                        "jars/scijava-common.jar")
                .noneMatch(states::containsKey);
        assertThat(folder.resolve("Fiji.app/jars"))
                .isDirectoryContaining(file ->
                        name(file).equals("samovar-core") && file.toFile().length() > 20_000_000);
    }
}
