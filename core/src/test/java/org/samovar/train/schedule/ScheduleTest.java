package org.samovar.train.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void cosineRisesThenFallsToItsLastFactor() {
        Schedule schedule = new Schedule.Cosine(10, 0.1);
        assertThat(schedule.factor(0, 0)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.factor(4, 0)).isCloseTo(0.5, within(1e-12));
        assertThat(schedule.factor(100, 0.5)).isCloseTo(0.55, within(1e-12));
        assertThat(schedule.factor(1000, 1)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void stepsAreTorchsStepLr() {
        Schedule schedule = new Schedule.Step(200, 0.9);
        assertThat(schedule.factor(199, 0)).isEqualTo(1);
        assertThat(schedule.factor(200, 0)).isEqualTo(0.9);
        assertThat(schedule.factor(400, 0)).isCloseTo(0.81, within(1e-12));
    }

    @Test
    void aPolynomialFallsToZero() {
        Schedule schedule = new Schedule.Polynomial(0.9);
        assertThat(schedule.factor(7, 0)).isEqualTo(1);
        assertThat(schedule.factor(7, 0.5)).isCloseTo(Math.pow(0.5, 0.9), within(1e-12));
        assertThat(schedule.factor(7, 1)).isZero();
    }

    @Test
    void aPlateauStepsWhenTheScoreHasNotRisenForAWhile() {
        Schedule schedule = new Schedule.Plateau(0.5, 1);
        assertThat(schedule.factor(9, 0.5, List.of())).isEqualTo(1);
        assertThat(schedule.factor(9, 0.5, List.of(0.1, 0.3, 0.2))).isEqualTo(1);
        assertThat(schedule.factor(9, 0.5, List.of(0.1, 0.3, 0.2, 0.3))).isEqualTo(0.5);
        assertThat(schedule.factor(9, 0.5, List.of(0.1, 0.3, 0.2, 0.3, 0.1))).isEqualTo(0.5);
        assertThat(schedule.factor(9, 0.5, List.of(0.1, 0.3, 0.2, 0.3, 0.1, 0.1)))
                .isEqualTo(0.25);
        assertThat(schedule.factor(9, 0.5, List.of(0.1, 0.3, 0.2, 0.4, 0.3))).isEqualTo(1);
    }
}
