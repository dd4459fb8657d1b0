package org.samovar.fiji.model;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Who takes questions to a model without waiting for the answer. */
public interface Asking {
    /**
     * Does something with a model on the model's thread.
     *
     * @param model a name or the path of a file; opened unless it is still open
     * @return what the work answers or throws, on the model's thread
     */
    <T> CompletableFuture<T> later(String model, Function<Segmenter, T> work);
}
