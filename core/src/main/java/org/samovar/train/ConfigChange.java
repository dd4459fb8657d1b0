package org.samovar.train;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.samovar.geometry.UserError;
import org.samovar.io.JsonFiles;

/**
 * What is another in one config than in another one.
 *
 * @param name with dots between the names of objects, such as {@code optimiser.rate}
 * @param before its value, as JSON
 * @param now its value, as JSON
 */
record ConfigChange(String name, String before, String now) {
    /** Nothing that is learned depends on these. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("name", "graph", "threads", "validateMinutes", "saveMinutes", "patience");

    /** What a run may go on with: more time, and what a run that diverged needs. */
    private static final List<String> ADJUSTABLE =
            List.of("minutes", "iterations", "budget.", "precision", "optimiser.");

    private static final String ABSENT = "absent";

    /** The changes that a run depends on, by name. */
    static List<ConfigChange> between(String before, String now) {
        Map<String, String> old = leaves(before);
        Map<String, String> current = leaves(now);
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(current.keySet());
        return names.stream()
                .map(name -> new ConfigChange(name, old.getOrDefault(name, ABSENT), current.getOrDefault(name, ABSENT)))
                .filter(change -> !change.before.equals(change.now))
                .filter(change -> !WITHOUT_EFFECT.contains(change.name.substring(change.name.lastIndexOf('.') + 1)))
                .toList();
    }

    /** Whether a run makes sense that goes on with it; what one kind of optimiser remembers is of no use to another. */
    boolean isAdjustment() {
        return !name.equals("optimiser.kind") && ADJUSTABLE.stream().anyMatch(name::startsWith);
    }

    /** @throws UserError naming the changes where there are any */
    static void refuse(Path state, List<ConfigChange> changes) {
        if (!changes.isEmpty()) {
            throw new UserError(
                    state + " is of a run with another config: "
                            + changes.stream().map(ConfigChange::toString).collect(Collectors.joining(", ")) + ".",
                    "Take another folder, or delete it to begin anew.");
        }
    }

    /** In words. */
    @Override
    public String toString() {
        return name + " was " + before + " and is " + now;
    }

    private static Map<String, String> leaves(String config) {
        Map<String, String> out = new TreeMap<>();
        collect("", JsonFiles.parse(config, "the config"), out);
        return out;
    }

    private static void collect(String name, JsonElement value, Map<String, String> into) {
        if (value instanceof JsonObject object) {
            String prefix = name.isEmpty() ? "" : name + ".";
            object.entrySet().stream()
                    .filter(entry -> !entry.getKey().startsWith("//"))
                    .forEach(entry -> collect(prefix + entry.getKey(), entry.getValue(), into));
        } else if (value instanceof JsonArray array) {
            into.put(name + ".length", String.valueOf(array.size()));
            for (int i = 0; i < array.size(); i++) {
                collect(name + "." + i, array.get(i), into);
            }
        } else {
            into.put(name, value.toString());
        }
    }
}
