package org.samovar.image.io;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is read, and by what. */
public final class KnownFormats {
    private KnownFormats() {}

    /** Each format that core reads itself, with what is read of it: {@code images}, {@code volumes}, {@code slides}. */
    public static Map<String, List<String>> own() {
        Map<String, List<String>> own = new LinkedHashMap<>();
        Formats.names().forEach(name -> own.computeIfAbsent(name, k -> new ArrayList<>())
                .add("images"));
        VolumeFormats.names().forEach(name -> own.computeIfAbsent(name, k -> new ArrayList<>())
                .add("volumes"));
        Slides.names().forEach(name -> own.computeIfAbsent(name, k -> new ArrayList<>())
                .add("slides"));
        return own;
    }

    /** The libraries that read more where they are there. */
    public static Collection<OptionalLibrary> libraries() {
        Map<String, OptionalLibrary> byName = new LinkedHashMap<>();
        Libraries.VOLUMES.forEach(library -> byName.put(library.name(), library));
        Libraries.SLIDES.forEach(library -> byName.putIfAbsent(library.name(), library));
        return byName.values();
    }
}
