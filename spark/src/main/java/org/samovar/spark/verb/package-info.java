/**
 * The verb {@code spark}, and the main class for {@code spark-submit}. Loaded by every start of the command line, so no class of Spark is needed before the verb is
 * called.
 *
 * <p>Entry: {@link org.samovar.spark.verb.SparkVerb}, {@link org.samovar.spark.verb.Submit}.
 *
 * <p>May depend on: {@code job}; {@code cli} and {@code geometry} of core; picocli.
 *
 * <p>Tests: {@code src/test/java/org/samovar/spark/verb}.
 */
@NullMarked
package org.samovar.spark.verb;

import org.jspecify.annotations.NullMarked;
