package org.samovar.site.bom;

import java.util.Optional;

/**
 * Terms under which a jar may be used.
 *
 * @param name of SPDX's list where it has them, else what the author calls them
 * @param text in full, for those of SPDX's list
 */
public record License(String name, Optional<String> text) {}
