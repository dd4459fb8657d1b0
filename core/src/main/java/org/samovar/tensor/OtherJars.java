package org.samovar.tensor;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the jars that a class comes from, to name the one that should not be there. */
final class OtherJars {
    private OtherJars() {}

    /**
     * The jars of our own class path that hold a class.
     *
     * @param resource such as {@code ai/djl/engine/Engine.class}
     */
    static List<String> withIn(String resource) {
        return in(OtherJars.class.getClassLoader(), resource);
    }

    /** The jars that hold a class for other plugins, as far as their threads lead there. */
    static List<String> elsewhere(String resource) {
        Set<String> jars = new LinkedHashSet<>();
        for (ClassLoader loader : loaders()) {
            jars.addAll(in(loader, resource));
        }
        jars.removeAll(withIn(resource));
        return List.copyOf(jars);
    }

    private static Set<ClassLoader> loaders() {
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getContextClassLoader)
                .flatMap(loader -> Stream.iterate(loader, Objects::nonNull, ClassLoader::getParent))
                .forEach(loaders::add);
        return loaders;
    }

    private static List<String> in(ClassLoader loader, String resource) {
        try {
            return Collections.list(loader.getResources(resource)).stream()
                    .map(place -> jar(place, resource))
                    .toList();
        } catch (IOException e) {
            return List.of(); // it is a help, not a need
        }
    }

    private static String jar(URL place, String resource) {
        return place.toString()
                .replace("!/" + resource, "")
                .replace("/" + resource, "")
                .replaceFirst("^(jar:)?file:(//)?", "");
    }
}
