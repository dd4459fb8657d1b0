package org.samovar.image.io;

import org.samovar.image.VolumeInfo;

/**
 * One of the images of a file.
 *
 * @param name as the file has it; may be empty
 * @param info about it
 * @param levels scales at which it is stored, at least 1
 */
public record SeriesInfo(String name, VolumeInfo info, int levels) {}
