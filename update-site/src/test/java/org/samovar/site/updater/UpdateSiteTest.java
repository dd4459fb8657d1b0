package org.samovar.site.updater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;
import org.samovar.site.MadeUpBuild;
import org.samovar.site.bom.Bom;
import org.samovar.site.bom.Platform;
import org.samovar.site.updater.ImageJFolder.State;
import org.samovar.site.updater.UpdateSite.Fate;

class UpdateSiteTest {
    private static final LocalDateTime MAY = LocalDateTime.of(2026, 5, 1, 10, 11, 12);
    private static final LocalDateTime JUNE = LocalDateTime.of(2026, 6, 1, 10, 11, 12);
    private static final LocalDateTime JULY = LocalDateTime.of(2026, 7, 1, 10, 11, 12);
    private static final Set<Platform> ENGINES = Set.of(Platform.LINUX_X86_64, Platform.WIN_X86_64);

    private static final String PLUGIN = "plugins/Samovar_.jar";
    private static final String CORE = "jars/core.jar";
    private static final String SAME = "jars/same.jar";
    private static final String OLD = "jars/old.jar";

    @TempDir
    private Path folder;

    private Path site;
    private ImageJFolder imagej;

    @BeforeEach
    void anEmptyImageJ() {
        site = folder.resolve("a site");
        imagej = imagejWith(folder.toUri().resolve("a%20site/"), "linux64");
    }

    private ImageJFolder imagejWith(URI address, String platform) {
        return new ImageJFolder(folder.resolve("Fiji.app"), address, platform);
    }

    /** Version 1.0 has a jar that later ones do not have; one jar is the same in all. */
    private FijiFolder build(String version) {
        Path target = folder.resolve("target-" + version);
        Path jars = target.resolve("fiji/jars");
        MadeUpBuild.jar(target.resolve("fiji/plugins/Samovar_-" + version + ".jar"), Map.of("P.class", version));
        MadeUpBuild build = new MadeUpBuild(version)
                .with("core", jar(jars, "core-" + version, version), "same", "linux", "windows", "gson")
                .with("same", jar(jars, "same-3.1", "same"), "imglib2")
                .with("linux", jar(jars, "pytorch-native-cpu-2.7.1-linux-x86_64", "linux"))
                .with("windows", jar(jars, "pytorch-native-cpu-2.7.1-win-x86_64", "windows"))
                .elsewhere("gson")
                .elsewhere("imglib2")
                .needs(MadeUpBuild.MAIN, "core", "gson");
        if (version.equals("1.0")) {
            build.with("old", jar(jars, "old-1.0", "old"));
        }
        return new FijiFolder(target.resolve("fiji"), Bom.read(build.bom(target.resolve("bom.json"))));
    }

    private static Path jar(Path folder, String name, String content) {
        return MadeUpBuild.jar(
                folder.resolve(name + ".jar"), Map.of("C.class", content, "a/b.properties", "#now\na=1"));
    }

    private Map<String, Fate> publish(String version, Set<Platform> engines, LocalDateTime now) {
        return new UpdateSite(site).publish(build(version).shipped(engines), now);
    }

    private Map<String, byte[]> contents(Path of) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (String file : new ImageJFolder(of, site.toUri(), "").files()) {
            contents.put(file, Files.readAllBytes(of.resolve(file)));
        }
        return contents;
    }

    @Test
    void anEmptyImageJGetsAllFilesButTheEngine() {
        publish("1.0", Set.of(), MAY);
        imagej.update();
        assertThat(imagej.files())
                .containsExactly(
                        "jars/core-1.0.jar", "jars/old-1.0.jar", "jars/same-3.1.jar", "plugins/Samovar_-1.0.jar");
        assertThat(imagej.states().values()).containsOnly(State.INSTALLED);
        assertThat(imagej.offers().get(CORE).dependencies()).containsExactly("jars/gson.jar", SAME);
    }

    @Test
    void theEngineGoesToThePlatformsThatItWasListedFor() {
        publish("1.0", ENGINES, MAY);
        imagej.update();
        assertThat(imagej.files())
                .contains("jars/linux64/pytorch-native-cpu-2.7.1-linux-x86_64.jar")
                .noneMatch(file -> file.contains("win64"));
        assertThat(imagej.states()).containsEntry("jars/win64/pytorch-native-cpu-win-x86_64.jar", State.NOT_INSTALLED);
    }

    @Test
    void anEngineThatWasNotBuiltIsRefused() {
        assertThatThrownBy(() -> publish("1.0", Set.of(Platform.OSX_AARCH64), MAY))
                .isInstanceOf(UserError.class)
                .hasMessage("There is no library of the engine for osx-aarch64 among the jars.");
        assertThat(site).doesNotExist();
    }

    @Test
    void whatFijiHasIsADependencyAndNoCopy() {
        publish("1.0", Set.of(), MAY);
        imagej.update();
        assertThat(imagej.missing()).containsExactly("jars/gson.jar", "jars/imglib2.jar");
        Path fiji = folder.resolve("Fiji.app/jars");
        jar(fiji, "gson-2.14.0", "");
        assertThat(imagej.missing()).containsExactly("jars/imglib2.jar");
        jar(fiji, "imglib2-8.0.0", "");
        assertThat(imagej.missing()).isEmpty();
    }

    @Test
    void aSecondVersionReplacesTheFirstAndTouchesNothingElse() throws IOException {
        publish("1.0", Set.of(), MAY);
        imagej.update();
        Map<String, byte[]> first = contents(site);
        Path image = Files.writeString(folder.resolve("Fiji.app/cells.tif"), "the user's");
        Path other = jar(folder.resolve("Fiji.app/jars"), "imglib2-8.0.0", "Fiji's");

        Map<String, Fate> fates = publish("2.0", Set.of(), JUNE);
        assertThat(fates)
                .containsOnly(
                        Map.entry("plugins/Samovar_-2.0.jar", Fate.REPLACED),
                        Map.entry("jars/core-2.0.jar", Fate.REPLACED),
                        Map.entry("jars/same-3.1.jar", Fate.SAME),
                        Map.entry("jars/old-1.0.jar", Fate.OBSOLETE));
        assertThat(imagej.states())
                .containsOnly(
                        Map.entry(PLUGIN, State.UPDATEABLE),
                        Map.entry(CORE, State.UPDATEABLE),
                        Map.entry(SAME, State.INSTALLED),
                        Map.entry(OLD, State.OBSOLETE));
        first.remove("db.xml.gz");
        assertThat(contents(site)).as("the files of the first version").containsAllEntriesOf(first);

        Map<String, byte[]> before = contents(folder.resolve("Fiji.app"));
        before.keySet().removeIf(name -> name.contains("core") || name.contains("Samovar") || name.contains("old"));
        imagej.update();
        assertThat(imagej.files())
                .containsExactly(
                        "cells.tif",
                        "jars/core-2.0.jar",
                        "jars/imglib2-8.0.0.jar",
                        "jars/same-3.1.jar",
                        "plugins/Samovar_-2.0.jar");
        assertThat(image).hasContent("the user's");
        assertThat(other).exists();
        assertThat(contents(folder.resolve("Fiji.app"))).containsAllEntriesOf(before);
    }

    @Test
    void whoLeftOutAVersionIsBroughtToTheThird() {
        publish("1.0", Set.of(), MAY);
        imagej.update();
        publish("2.0", Set.of(), JUNE);
        publish("3.0", Set.of(), JULY);
        imagej.update();
        assertThat(imagej.files())
                .containsExactly("jars/core-3.0.jar", "jars/same-3.1.jar", "plugins/Samovar_-3.0.jar");
    }

    @Test
    void aFileThatTheUserChangedIsNoticedAndKept() {
        publish("1.0", Set.of(), MAY);
        imagej.update();
        Path changed = jar(folder.resolve("Fiji.app/jars"), "core-1.0", "patched");
        Path old = jar(folder.resolve("Fiji.app/jars"), "old-1.0", "patched");
        assertThat(imagej.states()).containsEntry(CORE, State.MODIFIED).containsEntry(OLD, State.MODIFIED);
        publish("2.0", Set.of(), JUNE);
        assertThat(imagej.states()).containsEntry(CORE, State.MODIFIED).containsEntry(OLD, State.OBSOLETE_MODIFIED);
        imagej.update();
        assertThat(changed).exists();
        assertThat(old).exists();
        assertThat(imagej.files()).contains("plugins/Samovar_-2.0.jar");
    }

    @Test
    void theSameBuildAgainChangesNothing() throws IOException {
        publish("2.0", ENGINES, MAY);
        Map<String, byte[]> before = contents(site);
        assertThat(publish("2.0", ENGINES, JUNE).values()).containsOnly(Fate.SAME);
        assertThat(contents(site)).containsExactlyEntriesOf(before);
    }

    @Test
    void aFileThatComesBackIsInstalledAgain() {
        publish("1.0", Set.of(), MAY);
        publish("2.0", Set.of(), JUNE);
        assertThat(imagej.states()).containsEntry(OLD, State.GONE);
        publish("1.0", Set.of(), JULY);
        imagej.update();
        assertThat(imagej.files()).contains("jars/old-1.0.jar", "jars/core-1.0.jar");
    }

    @Test
    void aWebServerServesTheFolderAsItIs() throws IOException {
        publish("1.0", Set.of(), MAY);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/Samovar/", exchange -> {
            Path file = site.resolve(exchange.getRequestURI().getPath().substring("/Samovar/".length()));
            exchange.sendResponseHeaders(200, Files.size(file));
            try (OutputStream out = exchange.getResponseBody()) {
                Files.copy(file, out);
            }
        });
        server.start();
        try {
            imagej = imagejWith(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/Samovar/"), "linux64");
            imagej.update();
            assertThat(imagej.states().values()).hasSize(4).containsOnly(State.INSTALLED);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aDamagedFileOfTheSiteIsNoticed() {
        publish("1.0", Set.of(), MAY);
        MadeUpBuild.jar(site.resolve("jars/core-1.0.jar-20260501101112"), Map.of("C.class", "damaged"));
        assertThatThrownBy(imagej::update)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Incorrect");
    }

    @Test
    void aJarThatTheBillDoesNotHaveIsRefused() {
        build("1.0");
        jar(folder.resolve("target-1.0/fiji/jars"), "stray-0.9", "stray");
        Bom bom = Bom.read(folder.resolve("target-1.0/bom.json"));
        assertThatThrownBy(() -> new FijiFolder(folder.resolve("target-1.0/fiji"), bom))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("stray-0.9.jar is not in the bill of materials");
    }

    @Test
    void aClockThatIsBehindTheSiteIsRefused() {
        publish("1.0", Set.of(), JUNE);
        assertThatThrownBy(() -> publish("2.0", Set.of(), MAY))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("was last changed at 20260601101112");
    }

    @Test
    void aFolderOfSomethingElseIsRefused() throws IOException {
        Files.createDirectories(site);
        Path thesis = Files.writeString(site.resolve("thesis.tex"), "years");
        assertThatThrownBy(() -> publish("1.0", Set.of(), MAY))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("is no update site: it has no db.xml.gz.");
        assertThat(thesis).hasContent("years");
    }

    @Test
    void aDamagedIndexIsRefusedAndKept() throws IOException {
        Files.createDirectories(site);
        Path index = Files.writeString(site.resolve("db.xml.gz"), "no index");
        assertThatThrownBy(() -> publish("1.0", Set.of(), MAY))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is no index of an update site");
        assertThat(index).hasContent("no index");
    }
}
