package org.samovar.train.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/** Chooses what is kept from the optimiser to judge it by. */
final class HeldOut {
    private static final int ONE_IN = 10;
    /** So many can spare one where there are too few for a tenth. */
    private static final int FEW = 4;

    private HeldOut() {}

    /** Every tenth by the order of the CRC-32 of the id, so that the order of a list does not matter. */
    static Set<String> of(Collection<String> ids) {
        List<String> sorted = sorted(ids);
        Set<String> out = new HashSet<>();
        for (int i = ONE_IN - 1; i < sorted.size(); i += ONE_IN) {
            out.add(sorted.get(i));
        }
        return out;
    }

    /** The same, but one of four to nine. */
    static Set<String> atLeastOne(Collection<String> ids) {
        return ids.size() < FEW || ids.size() >= ONE_IN
                ? of(ids)
                : Set.of(sorted(ids).get(0));
    }

    private static List<String> sorted(Collection<String> ids) {
        List<String> sorted = new ArrayList<>(ids);
        sorted.sort(Comparator.comparingLong(HeldOut::hash).thenComparing(Comparator.naturalOrder()));
        return sorted;
    }

    private static long hash(String id) {
        CRC32 crc = new CRC32();
        crc.update(id.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
