package org.samovar.bridge.plane;

import org.samovar.geometry.UserError;

/** A plane through a volume, at a point in time. */
public sealed interface Plane permits AxisPlane, ObliquePlane {
    /** The point in time, from 0. */
    int frame();

    /**
     * What it is in a volume.
     *
     * @throws UserError when there is no such slice or point in time, or the plane misses the volume
     */
    PlaneView in(SeenVolume volume);
}
