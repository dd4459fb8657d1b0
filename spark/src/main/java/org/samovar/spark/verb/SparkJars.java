package org.samovar.spark.verb;

import org.samovar.geometry.UserError;

/** Spark itself, which does not come with Samovar: it is larger than everything else together. */
final class SparkJars {
    private static final String ENTRY = "org.apache.spark.sql.SparkSession";

    private SparkJars() {}

    /** @throws UserError when Spark is not here, with how to have it */
    static void require() {
        require(SparkJars.class.getClassLoader());
    }

    static void require(ClassLoader loader) {
        try {
            Class.forName(ENTRY, false, loader);
        } catch (ClassNotFoundException e) {
            throw new UserError(
                    "Apache Spark is not on this computer, or not where it is looked for.",
                    "Unpack Spark 4.0 from https://spark.apache.org/downloads.html, and set the environment variable SPARK_HOME to its folder.",
                    e);
        }
    }
}
