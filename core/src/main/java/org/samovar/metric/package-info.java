/**
 * How well a segmentation of an image or a volume agrees with the truth.
 *
 * <p>Entry: {@link org.samovar.metric.Overlap}, {@link org.samovar.metric.Hausdorff}, {@link
 * org.samovar.metric.InstanceMatching}, {@link org.samovar.metric.Bootstrap}.
 *
 * <p>May depend on: {@code geometry}, {@code image}.
 *
 * <p>Tests: {@code src/test/java/org/samovar/metric}.
 */
@NullMarked
package org.samovar.metric;

import org.jspecify.annotations.NullMarked;
