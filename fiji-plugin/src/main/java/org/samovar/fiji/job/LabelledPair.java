package org.samovar.fiji.job;

import java.util.function.Supplier;
import org.samovar.evaluate.labels.LabelPair;

/**
 * A result and its reference.
 *
 * @param result what tables call the one
 * @param reference what they call the other
 * @param labels read when they are asked for; throws a {@link org.samovar.geometry.UserError} when they cannot be read or do not fit each other
 */
record LabelledPair(String result, String reference, Supplier<LabelPair> labels) {}
