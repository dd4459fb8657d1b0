/**
 * Published systems that compose the networks of the SAM family: what each paper adds around and inside of them.
 *
 * <p>Each system has a package of its own and knows no sibling; {@link org.samovar.method.SemanticNetwork} is what predictors and trainers
 * see of those that need no prompt. Losses and everything else that only training needs is in {@code train}.
 *
 * <p>May depend on {@code memory}, {@code model}, {@code nn} and what is above them. Tests: {@code src/test/java/org/samovar/method}.
 */
@NullMarked
package org.samovar.method;

import org.jspecify.annotations.NullMarked;
