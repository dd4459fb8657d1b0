package org.samovar.bridge.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.samovar.catalog.LoadedModel;
import org.samovar.catalog.LoadedSemantic;
import org.samovar.catalog.LoadedSupport;
import org.samovar.catalog.Models;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.predict.EmbeddingCache;
import org.samovar.predict.ImageSession;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.PromptSet;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that sessions of all clients share, with their embeddings. One that no session uses stays open until another is opened. Used on the
 * thread of networks alone.
 */
public final class OpenModels implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenModels.class);
    private static final int SIDE = 256;

    private final DeviceChoice device;
    private final Map<String, Shared> prompted = new LinkedHashMap<>();
    private Optional<Kept<LoadedSemantic>> system = Optional.empty();
    private Optional<Kept<LoadedSupport>> support = Optional.empty();

    /** @param device on which models run */
    public OpenModels(DeviceChoice device) {
        this.device = device;
    }

    /** A model that takes prompts, and what it has seen. */
    public static final class Shared {
        private final LoadedModel model;
        private final EmbeddingCache seen;
        private int users;

        private Shared(LoadedModel model) {
            this.model = model;
            this.seen = EmbeddingCache.inMemory(model.settings().memory());
        }

        /** Owned by the server. */
        public LoadedModel model() {
            return model;
        }

        /** The embeddings of all sessions with this model. */
        EmbeddingCache seen() {
            return seen;
        }

        /** Says that a session needs it no more. */
        public void giveBack() {
            users--;
        }

        private void close() {
            seen.close();
            model.close();
        }
    }

    private record Kept<M>(String name, M model) {}

    /**
     * A model for a session, which gives it back.
     *
     * @param name of the catalog, of a file in the store, or the path of a file
     * @throws org.samovar.geometry.UserError when there is no such model, or it takes no prompts
     */
    public Shared take(String name) {
        Shared known = prompted.get(name);
        if (known == null) {
            prompted.values().removeIf(OpenModels::closedIfUnused);
            known = new Shared(openAnew(name));
            prompted.put(name, known);
        }
        known.users++;
        return known;
    }

    private static boolean closedIfUnused(Shared shared) {
        if (shared.users == 0) {
            shared.close();
        }
        return shared.users == 0;
    }

    /** Opens a model and prompts it once on a black image, so that the first user waits less. Nothing happens where it cannot be opened. */
    public void rehearse(String name) {
        try {
            Shared shared = take(name);
            RgbImage black = RgbImage.gray(SIDE, SIDE, new byte[SIDE * SIDE]);
            try (ImageSession session = shared.model.session(black)) {
                session.predict(PromptSet.of(PointPrompt.positive(SIDE / 2.0, SIDE / 2.0)));
            } finally {
                shared.giveBack();
            }
        } catch (UserError e) {
            LOG.info("{} cannot be opened ahead", name, e); // whoever asks for it is told
        }
    }

    /** A model for the caller alone, who closes it. @throws org.samovar.geometry.UserError when there is none of this name that takes prompts */
    public LoadedModel openAnew(String name) {
        return Models.open(name, device, Precision.FLOAT32);
    }

    /** A prompt-free system, open until another is asked for. @throws org.samovar.geometry.UserError when there is none of this name */
    LoadedSemantic system(String name) {
        system = kept(system, name, file -> Models.openSemantic(file, device, Precision.FLOAT32));
        return system.orElseThrow().model();
    }

    /** A network for support sets, open until another is asked for. @throws org.samovar.geometry.UserError when there is none of this name */
    LoadedSupport support(String name) {
        support = kept(support, name, file -> Models.openSupport(file, device, Precision.FLOAT32));
        return support.orElseThrow().model();
    }

    private static <M extends AutoCloseable> Optional<Kept<M>> kept(
            Optional<Kept<M>> known, String name, Function<String, M> opening) {
        if (known.filter(kept -> kept.name.equals(name)).isPresent()) {
            return known;
        }
        M model = opening.apply(name);
        known.ifPresent(old -> closed(old.model));
        return Optional.of(new Kept<>(name, model));
    }

    private static void closed(AutoCloseable model) {
        try {
            model.close();
        } catch (Exception e) {
            throw new IllegalStateException("a model could not be closed", e);
        }
    }

    @Override
    public void close() {
        prompted.values().forEach(Shared::close);
        prompted.clear();
        system.ifPresent(kept -> kept.model.close());
        support.ifPresent(kept -> kept.model.close());
    }
}
