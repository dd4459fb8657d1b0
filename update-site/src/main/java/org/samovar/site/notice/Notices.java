package org.samovar.site.notice;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.samovar.geometry.UserError;
import org.samovar.site.bom.Component;
import org.samovar.site.bom.License;
import org.samovar.site.bom.Platform;

/** The text that tells of all jars that are shipped whose they are, with the terms in full. */
public final class Notices {
    private static final String OWN = "pkg:maven/org.samovar/";
    /** What authors call the licences that SPDX has another name for. */
    private static final Map<String, String> NAMES = Map.of("Simplified BSD License", "BSD-2-Clause");

    private static final Pattern TERMS = Pattern.compile("META-INF/(LICEN[CS]E|NOTICE|COPYING)[^/]*");
    private static final String RULE = "\n" + "=".repeat(100) + "\n";

    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, String> needed = new TreeMap<>();
    /** What jars hold themselves; the same text once. */
    private final Map<String, Set<String>> own = new LinkedHashMap<>();

    private Notices() {}

    /**
     * Writes the text.
     *
     * @param jars all that is shipped, those of this project included, which are left out
     * @param all where the texts of the licences are found; more than is shipped does no harm
     * @throws UserError when a jar says no licence, or one whose text is not found, or cannot be read
     */
    public static String of(Map<Component, Path> jars, Collection<Component> all) {
        Notices notices = new Notices();
        all.stream().flatMap(component -> component.licenses().stream()).forEach(license -> license.text()
                .ifPresent(text -> notices.known.put(license.name(), text)));
        notices.text.append("Software of others that Samovar ships, and its terms. \"or\" leaves the choice.\n");
        jars.entrySet().stream()
                .filter(jar -> !jar.getKey().ref().startsWith(OWN))
                .sorted(Comparator.comparing(jar -> jar.getValue().getFileName()))
                .forEach(jar -> notices.add(jar.getKey(), jar.getValue()));
        notices.needed.forEach((name, terms) -> notices.section(name, terms));
        notices.own.forEach((terms, places) -> notices.section(String.join(", ", places), terms));
        return notices.text.toString();
    }

    private void add(Component component, Path jar) {
        Map<String, String> inside = inside(jar);
        if (component.licenses().isEmpty()) {
            throw new UserError("The licence of " + component.ref() + " is not known: its pom says none.");
        }
        List<String> names = component.licenses().stream()
                .map(License::name)
                .map(name -> NAMES.getOrDefault(name, name))
                .toList();
        for (String name : names) {
            if (known.containsKey(name)) {
                needed.put(name, known.get(name));
            } else if (inside.isEmpty()) {
                throw new UserError(
                        "The text of the licence \"" + name + "\" of " + component.ref() + " is not found.");
            }
        }
        text.append('\n').append(jar.getFileName()).append('\n');
        text.append("    ").append(component.publisher()).append(", ").append(String.join(" or ", names));
        component.website().ifPresent(site -> text.append(", ").append(site));
        text.append('\n');
        if (Platform.of(jar).isPresent()) {
            NativeParts.of(jar).forEach(part -> text.append("    ").append(part).append('\n'));
        }
        inside.forEach((name, terms) ->
                own.computeIfAbsent(terms, key -> new LinkedHashSet<>()).add(jar.getFileName() + ": " + name));
    }

    private static Map<String, String> inside(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Map<String, String> found = new TreeMap<>();
            for (ZipEntry entry : zip.stream()
                    .filter(each -> TERMS.matcher(each.getName()).matches())
                    .collect(Collectors.toList())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    found.put(
                            entry.getName(),
                            new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UserError("Cannot read " + jar + ": " + e.getMessage() + ".", e);
        }
    }

    private void section(String title, String terms) {
        text.append(RULE)
                .append(title)
                .append(RULE)
                .append('\n')
                .append(terms.strip())
                .append('\n');
    }
}
