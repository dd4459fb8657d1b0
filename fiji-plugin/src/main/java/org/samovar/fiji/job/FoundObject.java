package org.samovar.fiji.job;

import org.samovar.fiji.model.Segmentation;

/**
 * An object to be written out.
 *
 * @param name for its ROI
 * @param prompt that it was found by, in words; empty where there was none
 * @param segmentation its pixels and score, not empty
 */
record FoundObject(String name, String prompt, Segmentation segmentation) {}
