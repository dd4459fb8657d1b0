package org.samovar.train.support;

import java.util.List;
import java.util.stream.IntStream;
import org.samovar.train.semantic.Case;

/**
 * Images or volumes that can be examples for each other: those of a dataset, or those of it with one target.
 *
 * @param name for tables
 * @param classes names of the classes 1, 2, ...
 * @param cases with their voxels from 0 to 1; of volumes each has several slices
 */
record Group(String name, List<String> classes, List<Case> cases) {
    Group {
        classes = List.copyOf(classes);
        cases = List.copyOf(cases);
    }

    /** The classes that two cases have, one to be an example for the other. */
    List<Integer> learnable() {
        return IntStream.rangeClosed(1, classes.size())
                .filter(k -> cases.stream().filter(one -> one.has(k)).limit(2).count() == 2)
                .boxed()
                .toList();
    }

    /** The cases that have a class. */
    List<Case> with(int wanted) {
        return cases.stream().filter(one -> one.has(wanted)).toList();
    }
}
