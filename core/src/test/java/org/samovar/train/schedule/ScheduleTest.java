package org.samovar.train.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
}
