/**
 * Training of networks that segment by support sets: episodes in which images are examples for each other.
 *
 * <p>Entry class: {@link org.samovar.train.support.SupportTask}. May depend on {@code train}, {@code train.data}, {@code train.semantic}, {@code
 * predict.support} and what is above them. Tests: {@code core/src/test/java/org/samovar/train/support}.
 */
@NullMarked
package org.samovar.train.support;

import org.jspecify.annotations.NullMarked;
