package org.samovar.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;

class SparkUseTest {
    private static SparkConf plain() {
        return new SparkConf(false);
    }

    @Test
    void thisComputerWorksUnlessAClusterWasNamed() {
        assertThat(SparkUse.settings(plain(), Optional.empty()).get("spark.master"))
                .isEqualTo("local[*]");
        assertThat(SparkUse.settings(plain(), Optional.of(2)).get("spark.master"))
                .isEqualTo("local[2]");
        SparkConf cluster = SparkUse.settings(plain().setMaster("spark://head:7077"), Optional.empty());
        assertThat(cluster.get("spark.master")).isEqualTo("spark://head:7077");
        assertThat(cluster.contains("spark.driver.host")).isFalse();
    }

    @Test
    void coresOfThisComputerAreNotForAClusterAndNotNone() {
        assertThatThrownBy(() -> SparkUse.settings(plain().setMaster("yarn"), Optional.of(2)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("for this computer alone");
        assertThatThrownBy(() -> SparkUse.settings(plain(), Optional.of(0))).isInstanceOf(UserError.class);
    }

    @Test
    void theEngineHasAsManyThreadsAsSparkCountsForATask() {
        SparkConf conf = SparkUse.settings(plain().set("spark.task.cpus", "4"), Optional.empty());
        assertThat(SparkUse.threads(conf)).isEqualTo(4);
        assertThat(conf.get("spark.executorEnv.OMP_NUM_THREADS")).isEqualTo("4");
    }
}
