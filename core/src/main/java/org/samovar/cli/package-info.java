/**
 * The verbs of the launcher {@code samovar}: each a small class that parses its options, calls the layers above and prints.
 *
 * <p>{@link org.samovar.cli.Main} is the entry. Results go to files and standard output, messages and progress to standard error.
 *
 * <p>May depend on everything; nothing may depend on it, but for verbs of other modules, {@link org.samovar.cli.ModuleVerb}. Tests: {@code src/test/java/org/samovar/cli}, which run the verbs without a
 * process.
 */
@NullMarked
package org.samovar.cli;

import org.jspecify.annotations.NullMarked;
