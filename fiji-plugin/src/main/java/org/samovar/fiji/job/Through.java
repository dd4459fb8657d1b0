package org.samovar.fiji.job;

import ij.ImagePlus;
import org.samovar.geometry.Axis;

/** Along which dimension of a stack objects are followed. */
public enum Through implements Labelled {
    /** Slices where there are several, otherwise time. */
    AUTO("auto") {
        @Override
        Axis axis(ImagePlus image) {
            return image.getNSlices() == 1 && image.getNFrames() > 1 ? Axis.T : Axis.Z;
        }
    },
    /** Slices, at the point in time that is shown. */
    SLICES("z") {
        @Override
        Axis axis(ImagePlus image) {
            return Axis.Z;
        }
    },
    /** Time, in the slice that is shown. */
    TIME("t") {
        @Override
        Axis axis(ImagePlus image) {
            return Axis.T;
        }
    };

    private final String label;

    Through(String label) {
        this.label = label;
    }

    abstract Axis axis(ImagePlus image);

    @Override
    public String label() {
        return label;
    }
}
