package org.samovar.spark.work;

import java.io.Serializable;

/**
 * What executors need to know of a run.
 *
 * @param id of the run, its own
 * @param model how to come by it
 * @param attempts at each row, at least 1
 * @param threads of the engine for each row
 */
public record WorkOrder(String id, ModelParcel model, int attempts, int threads) implements Serializable {}
