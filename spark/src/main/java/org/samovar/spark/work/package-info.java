/**
 * What runs on executors, wherever they are: the model of a run, opened once in each Java, and the rows that are carried out with it. All that travels there is
 * serializable.
 *
 * <p>Entry: {@link org.samovar.spark.work.RowWork}, {@link org.samovar.spark.work.Workplace}.
 *
 * <p>May depend on: {@code table}; {@code catalog}, {@code cli}, {@code geometry} and {@code io} of core; Spark.
 *
 * <p>Tests: {@code src/test/java/org/samovar/spark/job}, through the jobs that send it.
 */
@NullMarked
package org.samovar.spark.work;

import org.jspecify.annotations.NullMarked;
