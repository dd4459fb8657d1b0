package org.samovar.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the compiled classes do not show: the length and the shape of source files. */
final class SourceRules {

    static final int MAX_LINES = 400;

    private static final Pattern WILDCARD_IMPORT = Pattern.compile("import .*\\*;");
    // NB: some patterns hold classes of one character, so that this file does not contain what it looks for
    private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(?:TOD[O]|FIXM[E]|XX[X])\\b");
    private static final Pattern AUTHOR = Pattern.compile("^\\s*\\*\\s*@author\\b");
    private static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w.])/(?:wor[k]|hom[e]|roo[t])/");

    private SourceRules() {}

    /** Everything wrong in one file, as "name:line: what". */
    static List<String> violations(String name, List<String> lines) {
        List<String> found = new ArrayList<>();
        if (lines.size() > MAX_LINES) {
            found.add(name + ": " + lines.size() + " lines, more than " + MAX_LINES);
        }
        if (!name.endsWith("package-info.java")
                && !lines.isEmpty()
                && !lines.get(0).startsWith("package ")) {
            found.add(name + ":1: the first line is not the package");
        }
        for (int i = 0; i < lines.size(); i++) {
            String at = name + ":" + (i + 1) + ": ";
            String line = lines.get(i);
            addIf(WILDCARD_IMPORT.matcher(line).matches(), at + "wildcard import", found);
            addIf(LEFT_FOR_LATER.matcher(line).find(), at + "work left for later", found);
            addIf(AUTHOR.matcher(line).find(), at + "author tag", found);
            addIf(MACHINE_PATH.matcher(line).find(), at + "path of one machine", found);
        }
        return found;
    }

    private static void addIf(boolean wrong, String violation, List<String> found) {
        if (wrong) {
            found.add(violation);
        }
    }

    /** The Java sources of all modules under the repository root, sorted. */
    static List<Path> sources(Path repository) throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(repository)) {
            for (Path module : modules.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList()) {
                for (String kind : List.of("src/main/java", "src/test/java")) {
                    Path folder = module.resolve(kind);
                    if (Files.isDirectory(folder)) {
                        try (Stream<Path> files = Files.walk(folder)) {
                            files.filter(file -> file.toString().endsWith(".java"))
                                    .sorted()
                                    .forEach(sources::add);
                        }
                    }
                }
            }
        }
        return sources;
    }

    /** The folders of main code that hold a class and no package-info. */
    static List<Path> foldersWithoutPackageInfo(List<Path> sources) {
        return sources.stream()
                .filter(file -> file.toString().replace('\\', '/').contains("/src/main/java/"))
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .toList();
    }
}
