/**
 * Protocols on whole volumes and time series: a simulated user prompts some slices of each object, and corrects what comes back.
 *
 * <p>Entry: {@link org.samovar.evaluate.volume.VolumeEvaluation}, and {@link org.samovar.evaluate.volume.FrequencyCurve} for how Dice
 * depends on the share of prompted slices. A {@link org.samovar.evaluate.volume.VolumeSegmenter} is what answers: a network, or a
 * baseline that carries masks from slice to slice. May depend on {@code evaluate} and what it depends on. Tests: {@code
 * VolumeEvaluationTest}, {@code CarriedVolumesTest}.
 */
@NullMarked
package org.samovar.evaluate.volume;

import org.jspecify.annotations.NullMarked;
