package org.samovar.bridge.service;

import org.samovar.bridge.plane.SeenVolume;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Meta;
import org.samovar.image.IntensityRule;

/** Intensity windows as the protocol writes them. */
final class Windows {
    private Windows() {}

    /** The field {@code window}; as suits the samples where there is none. */
    static SeenVolume.Window read(Meta meta) throws Fault {
        if (!meta.has("window")) {
            return SeenVolume.Window.SUITED;
        }
        Meta window = meta.object("window");
        IntensityRule rule = new IntensityRule.Window(window.number("level"), window.number("width"));
        return volume -> rule;
    }
}
