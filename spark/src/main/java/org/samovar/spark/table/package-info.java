/**
 * Tables of files: their rows, the line of the command line that each row becomes, which rows are still to be done, and the table of results. Knows no Spark.
 *
 * <p>Entry: {@link org.samovar.spark.table.RowPlan}.
 *
 * <p>May depend on: {@code geometry} and {@code io} of core.
 *
 * <p>Tests: {@code src/test/java/org/samovar/spark/table}.
 */
@NullMarked
package org.samovar.spark.table;

import org.jspecify.annotations.NullMarked;
