/**
 * What all published networks of the SAM family have in common: an image becomes features once, prompts become masks many times.
 *
 * <p>{@link org.samovar.model.PromptableNetwork} is what predictors and trainers see; the families live in the packages below and do
 * not know each other. Legend of axes: B images, P prompts (objects), N points of a prompt, K masks of a prompt, C channels, H W space.
 *
 * <p>May depend on {@code nn}, {@code tensor} and what is above them. Tests: the parity tests of each family.
 */
@NullMarked
package org.samovar.model;

import org.jspecify.annotations.NullMarked;
