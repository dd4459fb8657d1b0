/**
 * SAM2-SGP: segmentation by a support set of images with masks instead of prompts.
 *
 * <p>Entry: {@link org.samovar.method.sam2sgp.Sam2Sgp}, configured by {@link org.samovar.method.sam2sgp.SgpConfig}. Paper: "SAM2-SGP: Enhancing
 * SAM2 for Medical Image Segmentation via Support-Set Guided Prompting"; what its text leaves open follows the released code
 * (astlian9/SAM_Support at 53f5c34), and where both differ the paper counts: see decision 21. Letters of axes: B queries, S side of the
 * input, D channels of maps, M of memories, H W the map of the embedding (S / 16).
 *
 * <p>May depend on {@code memory}, {@code model}, {@code nn} and what is above them. Tests: {@code src/test/java/org/samovar/method/sam2sgp}.
 */
@NullMarked
package org.samovar.method.sam2sgp;

import org.jspecify.annotations.NullMarked;
