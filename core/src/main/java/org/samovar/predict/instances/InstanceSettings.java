package org.samovar.predict.instances;

import org.samovar.tensor.ComputeDevice;
import org.samovar.tensor.Precision;

/**
 * How objects are found.
 *
 * @param spec as the decoder wants it
 * @param precision of the products
 * @param device where the weights are
 */
public record InstanceSettings(InstanceSpec spec, Precision precision, ComputeDevice device) {}
