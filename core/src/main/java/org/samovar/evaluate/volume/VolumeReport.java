package org.samovar.evaluate.volume;

import org.samovar.evaluate.Report;

/**
 * What an evaluation of volumes found.
 *
 * @param report its figures
 * @param promptedShare mean share of an object's slices that were prompted, 0 to 1; NaN where no volume was scored
 */
public record VolumeReport(Report report, double promptedShare) {}
