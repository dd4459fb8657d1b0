package org.samovar.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.checkpoint.StateDict;

/** Everything about one model, from the catalog and from its file. */
public final class ModelFacts {
    private final List<Fact> facts = new ArrayList<>();

    private ModelFacts() {}

    /**
     * One line about a model.
     *
     * @param what it is about, in one or two words
     * @param text the line itself
     */
    public record Fact(String what, String text) {}

    /**
     * Reads the file of a model from end to end, where it is here.
     *
     * @param nameOrFile a name of the catalog, a file in the store with or without its ending, or the path of a file
     * @return facts in the order in which people read them
     * @throws org.samovar.geometry.UserError when there is no such model, or its file is damaged or for no network that is known
     */
    public static List<Fact> of(String nameOrFile, ModelStore store) {
        ModelFacts about = new ModelFacts();
        Optional<ModelDescriptor> known = store.known(nameOrFile);
        known.ifPresent(about::describe);
        if (known.isPresent()
                && !known.get().isEmbedded()
                && store.find(nameOrFile).isEmpty()) {
            about.add("file", "not on this computer yet");
        } else {
            about.read(ModelSource.find(nameOrFile, store));
        }
        return List.copyOf(about.facts);
    }

    private void add(String what, String text) {
        facts.add(new Fact(what, text));
    }

    private void describe(ModelDescriptor known) {
        add("name", known.name());
        add("what", known.title());
        add("licence", known.licence());
        add("cite", known.citation());
        known.url().ifPresent(url -> add("from", url.toString()));
        known.sha256().ifPresent(hash -> add("expected", hash));
    }

    private void read(ModelSource source) {
        StateDict weights = source.read();
        add("network", Models.title(weights));
        add("tensors", weights.size() + " with " + weights.elements() + " values");
        add("SHA-256", source.sha256());
        if (source instanceof ModelSource.OfFile file) {
            add("file", file.file().toString());
        }
        weights.metadata().forEach((key, value) -> add("metadata", key + " = " + value));
    }
}
