package org.samovar.method;

import org.samovar.geometry.Axis;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;

/** A point in time of a volume, read when it is asked for. */
record VolumeSlabs(Volume volume, int frame, int modalities, Normalisation[] channels) implements Slabs {
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    static VolumeSlabs of(Volume volume, int frame, int modalities, Intensities intensities) {
        VolumeInfo info = volume.info();
        Normalisation.Source source = new Normalisation.Source() {
            @Override
            public int planes() {
                return info.size().depth();
            }

            @Override
            public float[] read(int channel, int plane) {
                float[] out = new float[info.size().slice(Axis.Z).pixels()];
                copy(volume, frame, channel, plane, out, 0);
                return out;
            }
        };
        Normalisation[] channels = Normalisation.of(source, info.channels(), info.type(), info.meaning(), intensities);
        return new VolumeSlabs(volume, frame, modalities, channels);
    }

    private static void copy(Volume volume, int frame, int channel, int plane, float[] into, int at) {
        Region whole = volume.size().slice(Axis.Z).region();
        double[] values = volume.voxels().read(whole, plane, frame, channel);
        for (int i = 0; i < values.length; i++) {
            into[at + i] = (float) values[i];
        }
    }

    @Override
    public int depth() {
        return volume.size().depth();
    }

    @Override
    public int height() {
        return volume.size().height();
    }

    @Override
    public int width() {
        return volume.size().width();
    }

    @Override
    public Voxels slab(int from, int to) {
        long plane = (long) height() * width();
        if (Math.max(channels.length, modalities) * (to - from) * plane > LARGEST) {
            throw new UserError(
                    to - from + " slices of " + width() + " x " + height() + " voxels are too large at a time.");
        }
        float[] values = new float[channels.length * (to - from) * (int) plane];
        int at = 0;
        for (int c = 0; c < channels.length; c++) {
            for (int z = from; z < to; z++, at += (int) plane) {
                copy(volume, frame, c, z, values, at);
                for (int i = at; i < at + plane; i++) {
                    values[i] = channels[c].apply(values[i]);
                }
            }
        }
        return new Voxels(channels.length, to - from, height(), width(), values).with(modalities);
    }
}
