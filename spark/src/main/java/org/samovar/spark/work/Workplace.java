package org.samovar.spark.work;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.samovar.catalog.KeptModels;
import org.samovar.cli.VerbLines;

/** Where rows are carried out in this Java: the models of each run, which all of its tasks share. */
public final class Workplace {
    private static final String THREADS = "ai.djl.pytorch.num_threads";
    private static final Map<String, VerbLines> OPEN = new ConcurrentHashMap<>();

    private Workplace() {}

    static VerbLines of(WorkOrder order) {
        return OPEN.computeIfAbsent(order.id(), id -> {
            // the engine reads it once, when it starts
            if (System.getProperty(THREADS) == null) {
                System.setProperty(THREADS, Integer.toString(order.threads()));
            }
            return new VerbLines(new KeptModels(order.model().finder()));
        });
    }

    /** Frees the models of a run, where executors are in the driver's Java; none of its rows may be at work. */
    public static void close(String id) {
        Optional.ofNullable(OPEN.remove(id)).ifPresent(VerbLines::close);
    }
}
