package org.samovar.tensor;

import java.util.Optional;
import org.samovar.geometry.UserError;

/**
 * Starts the engine once in the life of a Java, and remembers in words why it did not start. Whoever is about to use {@link Engine} for the first time on its way asks here
 * before, because Java tells of a class that failed to begin only the first time.
 */
final class EngineStart {
    private static final Optional<UserError> FAILURE = attempt();

    private EngineStart() {}

    /** Starts the engine unless it runs. @throws UserError when it cannot, with what to do about it */
    static void require() {
        FAILURE.ifPresent(failure -> {
            throw failure;
        });
    }

    private static Optional<UserError> attempt() {
        stayOffline();
        try {
            LoadedLibraries.refuseAnotherTorch();
            Engine.begin();
            return Optional.empty();
        } catch (UserError e) {
            return Optional.of(e);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            return Optional.of(EngineTrouble.explain(e));
        }
    }

    /** Unless the user said otherwise: DJL would fetch a library that is missing, and tell its makers of each start. */
    private static void stayOffline() {
        if (System.getenv("DJL_OFFLINE") == null && System.getProperty("ai.djl.offline") == null) {
            System.setProperty("ai.djl.offline", "true");
        }
    }
}
