package org.samovar.fiji.model;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.samovar.catalog.LoadedSupport;
import org.samovar.catalog.Models;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.predict.Progress;
import org.samovar.predict.ProgressPart;
import org.samovar.predict.support.SupportSession;
import org.samovar.predict.support.SupportSettings;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;
import org.samovar.train.support.SupportFolder;

/** A network that takes support sets; it keeps the last one that came from a folder, so that the next image is quick. */
final class CatalogSupport implements SupportFinder {
    private final LoadedSupport network;
    private List<String> untold;
    private Optional<Kept> kept = Optional.empty();

    /** A support set of a folder that is encoded. */
    private record Kept(Key key, SupportSession session, SupportFolder folder) {}

    /** What has to be the same for a support set to be the same. */
    private record Key(Examples.InFolder examples, FolderState state, SupportSettings settings) {}

    private CatalogSupport(LoadedSupport network) {
        this.network = network;
        this.untold = network.notes();
    }

    /** Opens a network on the fastest device that works. */
    static CatalogSupport open(String name) {
        return new CatalogSupport(Models.openSupport(name, DeviceChoice.AUTO, Precision.FLOAT32));
    }

    @Override
    public List<String> notes() {
        List<String> notes = untold;
        untold = List.of();
        return notes;
    }

    @Override
    public void prepare(SupportUse use, Progress progress) {
        if (use.examples() instanceof Examples.InFolder in) {
            kept(in, use.settings(network.settings()), progress);
        }
    }

    @Override
    public FoundClasses find(Volume volume, SupportUse use, Progress progress) {
        SupportSettings settings = use.settings(network.settings());
        if (use.examples() instanceof Examples.InFolder in) {
            Kept support = kept(in, settings, progress);
            return found(support.session, volume, support.folder::name, progress);
        }
        try (SupportSession session = network.session(settings)) {
            show((Examples.Shown) use.examples(), session, progress);
            return found(session, volume, id -> "class " + id, progress);
        }
    }

    private static FoundClasses found(
            SupportSession session, Volume volume, IntFunction<String> naming, Progress progress) {
        LabelVolume labels = session.segment(volume, progress);
        SortedMap<Integer, String> names = new TreeMap<>();
        session.classes().forEach(id -> names.put(id, naming.apply(id)));
        return new FoundClasses(labels, names);
    }

    private Kept kept(Examples.InFolder examples, SupportSettings settings, Progress progress) {
        Key key = new Key(examples, FolderState.of(examples.folder()), settings);
        if (kept.isPresent() && kept.get().key.equals(key)) {
            return kept.get();
        }
        forget();
        SupportFolder folder = SupportFolder.open(key.examples.folder(), key.examples.target(), key.examples.most());
        SupportSession session = network.session(key.settings);
        try {
            folder.show(session, progress);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        Kept made = new Kept(key, session, folder);
        kept = Optional.of(made);
        return made;
    }

    private static void show(Examples.Shown examples, SupportSession session, Progress progress) {
        List<Examples.Labelled> all = examples.labelled();
        for (int i = 0; i < all.size(); i++) {
            Examples.Labelled one = all.get(i);
            Progress part = new ProgressPart(progress, i, all.size(), "encoding the support set");
            try {
                session.add(one.volume(), one.labels(), part);
            } catch (UserError e) {
                throw new UserError("Cannot use " + one.name() + " as an example: " + e.getMessage(), e);
            }
        }
    }

    private void forget() {
        kept.ifPresent(old -> old.session.close());
        kept = Optional.empty();
    }

    @Override
    public void close() {
        forget();
        network.close();
    }
}
