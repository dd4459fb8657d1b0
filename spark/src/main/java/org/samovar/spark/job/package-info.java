/**
 * What runs on the driver: it starts Spark, reads the table, sends the model and the rows, and keeps the results.
 *
 * <p>Entry: {@link org.samovar.spark.job.TableJob}. Another kind of work, such as the tiles of one large image, is another job beside it.
 *
 * <p>May depend on: {@code table} and {@code work}; {@code catalog}, {@code geometry}, {@code io} and {@code predict} of core; Spark.
 *
 * <p>Tests: {@code src/test/java/org/samovar/spark/job}.
 */
@NullMarked
package org.samovar.spark.job;

import org.jspecify.annotations.NullMarked;
