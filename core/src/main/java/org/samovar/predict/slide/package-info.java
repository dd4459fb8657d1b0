/**
 * Pictures of any size, tile by tile: each is seen in fields that lie the same for every size of the tiles, and what is found in
 * neighbouring fields is joined, so that the result depends neither on the tiles nor on the order in which they were done.
 *
 * <p>Entry: {@link org.samovar.predict.slide.SlideRun}.
 *
 * <p>May depend on {@code predict} and what is above it. Tests: {@code src/test/java/org/samovar/predict/slide}.
 */
@NullMarked
package org.samovar.predict.slide;

import org.jspecify.annotations.NullMarked;
