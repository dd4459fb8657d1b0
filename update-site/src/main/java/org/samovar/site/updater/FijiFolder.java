package org.samovar.site.updater;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;
import org.samovar.site.bom.Bom;
import org.samovar.site.bom.Component;
import org.samovar.site.bom.Platform;

/** The folder that the build makes for Fiji: the plugin in {@code plugins}, what Fiji does not have in {@code jars}. */
public final class FijiFolder {
    private static final String PLUGINS = "plugins";
    private static final String JARS = "jars";

    private final Bom bom;
    /** The jars by what they are, in the order of their names. */
    private final Map<Component, Path> jars = new LinkedHashMap<>();

    /**
     * Looks at a folder.
     *
     * @param bom of the plugin
     * @throws UserError when a jar is there that the bill does not have
     */
    public FijiFolder(Path folder, Bom bom) {
        this.bom = bom;
        List<Path> plugins = jarsOf(folder.resolve(PLUGINS));
        if (plugins.size() != 1) {
            throw new UserError("There should be one jar in " + folder.resolve(PLUGINS) + ", but there are "
                    + plugins.size() + ".");
        }
        jars.put(bom.main(), plugins.get(0));
        for (Path jar : jarsOf(folder.resolve(JARS))) {
            Component component = bom.ofContent(jar)
                    .orElseThrow(() -> new UserError(
                            jar + " is not in the bill of materials.", "It may be of an older build: delete it."));
            jars.put(component, jar);
        }
    }

    private static List<Path> jarsOf(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted(Comparator.comparing(Path::getFileName))
                    .toList();
        } catch (IOException e) {
            throw new UserError("Cannot read " + folder + ": " + e.getMessage() + ".", "Build the plugin first.", e);
        }
    }

    /**
     * The jars for Fiji by what they are: all those of all platforms, and the engine's libraries of some.
     *
     * @param engines whose libraries to take
     * @throws UserError when one of these is not there
     */
    public Map<Component, Path> jars(Set<Platform> engines) {
        Map<Component, Path> chosen = new LinkedHashMap<>(jars);
        chosen.values().removeIf(jar -> !isFor(engines, jar));
        for (Platform engine : engines) {
            if (chosen.values().stream().noneMatch(jar -> Platform.of(jar).equals(Optional.of(engine)))) {
                throw new UserError("There is no library of the engine for " + engine + " among the jars.");
            }
        }
        return chosen;
    }

    /**
     * What the site gives to Fiji: these jars, each with what it needs.
     *
     * @param engines as in {@link #jars}
     * @throws UserError as {@link #jars} does
     */
    public List<Shipped> shipped(Set<Platform> engines) {
        return jars(engines).entrySet().stream()
                .map(each -> shipped(each.getKey(), each.getValue()))
                .toList();
    }

    private static boolean isForAll(Path jar) {
        return Platform.of(jar).isEmpty();
    }

    private static boolean isFor(Set<Platform> engines, Path jar) {
        return Platform.of(jar).map(engines::contains).orElse(true);
    }

    private Shipped shipped(Component component, Path jar) {
        return new Shipped(
                path(jar),
                jar,
                Platform.of(jar),
                component.description(),
                component.website(),
                Optional.of(component.publisher()),
                bom.neededBy(component).stream()
                        // each platform gets its own in any case, and as something needed it would get those of all
                        .filter(needed -> !jars.containsKey(needed) || isForAll(jars.get(needed)))
                        .map(this::key)
                        .sorted()
                        .toList());
    }

    /** Fiji's own jars are called by their artifactId. */
    private String key(Component needed) {
        return jars.containsKey(needed) ? Index.key(path(jars.get(needed))) : JARS + "/" + needed.name() + ".jar";
    }

    private static String path(Path jar) {
        String platform = Platform.of(jar).map(each -> each.ofUpdater() + "/").orElse("");
        String folder = jar.endsWith(Path.of(PLUGINS, jar.getFileName().toString())) ? PLUGINS : JARS;
        return folder + "/" + platform + jar.getFileName();
    }
}
