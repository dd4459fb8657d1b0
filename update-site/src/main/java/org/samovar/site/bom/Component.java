package org.samovar.site.bom;

import java.util.List;
import java.util.Optional;

/**
 * One jar.
 *
 * @param ref names it within the bill
 * @param name its artifactId
 * @param publisher who publishes it; its groupId where it does not say
 * @param website where to read about it
 * @param description one line; empty where there is none
 * @param sha256 of the jar in lower-case hex; empty where the bill has none, as for the module that it is of
 * @param licenses any one of them may be chosen; empty where it says none
 */
public record Component(
        String ref,
        String name,
        String version,
        String publisher,
        Optional<String> website,
        String description,
        Optional<String> sha256,
        List<License> licenses) {}
