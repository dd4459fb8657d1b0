package org.samovar.nn.adapt;

import java.util.Locale;

/**
 * A place in a network where something can be added.
 *
 * @param part of the network, by its checkpoint prefix, such as {@code image_encoder.blocks}
 * @param index of the block or map in the part
 * @param site in the block
 * @param in channels that the insert gets
 * @param out channels that it gives
 */
public record Place(String part, int index, Site site, int in, int out) {
    /** A place that keeps the number of channels. */
    public static Place of(String part, int index, Site site, int channels) {
        return new Place(part, index, site, channels, channels);
    }

    /** The key of its insert among all additions. */
    String key() {
        return part + "." + index + "." + site.name().toLowerCase(Locale.ROOT);
    }
}
