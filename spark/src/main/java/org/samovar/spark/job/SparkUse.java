package org.samovar.spark.job;

import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.samovar.geometry.UserError;

/**
 * Spark for as long as it is used: as {@code spark-submit} says, or else on the cores of this computer.
 *
 * @param session ends with this
 */
record SparkUse(SparkSession session) implements AutoCloseable {
    private static final String MASTER = "spark.master";
    private static final String HERE = "127.0.0.1";

    /**
     * Starts it; the caller closes what this returns.
     *
     * @param cores of this computer; empty for all
     * @throws UserError when there are no such cores, or a cluster is to run the work
     */
    static SparkUse open(Optional<Integer> cores) {
        return new SparkUse(
                SparkSession.builder().config(settings(new SparkConf(), cores)).getOrCreate());
    }

    static SparkConf settings(SparkConf conf, Optional<Integer> cores) {
        if (cores.orElse(1) < 1) {
            throw new UserError("--cores " + cores.orElseThrow() + " leaves nothing to work with.");
        }
        if (conf.contains(MASTER) && cores.isPresent()) {
            throw new UserError(
                    "--cores is for this computer alone, and Spark runs on " + conf.get(MASTER) + ".",
                    "Say --num-executors or --total-executor-cores to spark-submit.");
        }
        conf.setIfMissing(MASTER, "local[" + cores.map(String::valueOf).orElse("*") + "]")
                .setIfMissing("spark.app.name", "Samovar")
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.ui.showConsoleProgress", "false")
                // the engine's helpers, which ask the environment alone
                .setIfMissing("spark.executorEnv.OMP_NUM_THREADS", Integer.toString(threads(conf)));
        if (conf.get(MASTER).startsWith("local[")) {
            conf.setIfMissing("spark.driver.bindAddress", HERE).setIfMissing("spark.driver.host", HERE);
        }
        return conf;
    }

    /** As many as Spark counts for a task. */
    static int threads(SparkConf conf) {
        return conf.getInt("spark.task.cpus", 1);
    }

    JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(session.sparkContext());
    }

    @Override
    public void close() {
        session.stop();
    }
}
