package org.samovar.fiji.model;

/** A model that is open. Used by one thread only; closing it frees its weights. */
public interface OpenModel extends AutoCloseable {
    @Override
    void close();
}
