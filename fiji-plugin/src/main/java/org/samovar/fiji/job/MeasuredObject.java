package org.samovar.fiji.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.samovar.fiji.convert.ObjectRois.Facts;
import org.samovar.image.RunLengthMask;

/**
 * An object at one point in time, to be measured.
 *
 * @param name what people call it; may be empty
 * @param frame from 1
 * @param slices its masks by slice, from 1; at least one, and none is empty
 * @param facts number, and how it was found
 */
record MeasuredObject(String name, int frame, SortedMap<Integer, RunLengthMask> slices, Facts facts) {
    /** Puts together what the objects of one number have on the slices of a point in time, in their order. */
    static List<MeasuredObject> join(List<PlacedObject> placed) {
        Map<List<Integer>, MeasuredObject> joined = new LinkedHashMap<>();
        for (PlacedObject part : placed) {
            int frame = part.at().t();
            joined.computeIfAbsent(
                            List.of(frame, part.facts().id()),
                            k -> new MeasuredObject(part.name(), frame, new TreeMap<>(), part.facts()))
                    .slices
                    .put(part.at().z(), part.mask());
        }
        return new ArrayList<>(joined.values());
    }
}
