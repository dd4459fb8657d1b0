package org.samovar.fiji.convert;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ColorProcessor;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Region;
import org.samovar.image.Channels;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;

class StackValuesTest {
    private static double at(Volume volume, int z, int t, int c) {
        return volume.voxels().read(new Region(2, 1, 1, 1), z, t, c)[0];
    }

    private static ImagePlus hyperstack() {
        ImagePlus image = IJ.createHyperStack("", 4, 3, 2, 3, 2, 16);
        for (int i = 1; i <= 12; i++) {
            image.getStack().getProcessor(i).set(2, 1, 100 * i);
        }
        return image;
    }

    @Test
    void allChannelsAreTakenWhereAsManyAreWanted() {
        ImagePlus image = hyperstack();
        image.setDisplayRange(0, 10);
        Volume volume = StackValues.of(image, 2);
        assertThat(volume.info().channels()).isEqualTo(2);
        assertThat(volume.info().type()).isEqualTo(SampleType.UINT16);
        assertThat(at(volume, 1, 1, 0)).isEqualTo(100.0 * image.getStackIndex(1, 2, 2));
        assertThat(at(volume, 2, 0, 1)).isEqualTo(100.0 * image.getStackIndex(2, 3, 1));
    }

    @Test
    void otherwiseTheChannelThatIsShownIs() {
        ImagePlus image = hyperstack();
        image.setPosition(2, 1, 1);
        Volume volume = StackValues.of(image, 1);
        assertThat(volume.info().channels()).isEqualTo(1);
        assertThat(at(volume, 1, 0, 0)).isEqualTo(100.0 * image.getStackIndex(2, 2, 1));
    }

    @Test
    void coloursAreAllThree() {
        ImagePlus image = new ImagePlus("", new ColorProcessor(4, 3));
        image.getProcessor().set(2, 1, 0x102030);
        Volume volume = StackValues.of(image, 1);
        assertThat(volume.info().meaning()).isEqualTo(Channels.COLOUR);
        assertThat(at(volume, 0, 0, 2)).isEqualTo(0x30);
    }
}
