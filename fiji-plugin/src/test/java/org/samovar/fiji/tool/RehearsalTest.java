package org.samovar.fiji.tool;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.WindowManager;
import ij.plugin.frame.RoiManager;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void nothingIsLeftOfIt() {
        ToolSettings settings = ToolSettings.remembered(List.of("first"));
        assertThat(settings.manager()).isEqualTo(ToolSettings.Manager.ADD);
        ImagePlus before = WindowManager.getCurrentImage();

        Rehearsal.play(settings);

        assertThat(RoiManager.getInstance2()).isNull();
        assertThat(WindowManager.getCurrentImage()).isSameAs(before);
        assertThat(WindowManager.getImageCount()).isZero();
    }
}
