package org.samovar.image;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;

/** A binary mask of a volume or a time series: one run-length mask for each slice along an axis. Immutable. */
public final class VolumeMask {
    private final List<RunLengthMask> slices;

    private VolumeMask(List<RunLengthMask> slices) {
        this.slices = slices;
    }

    /** From its slices in order, at least one, all of one size. */
    public static VolumeMask of(List<RunLengthMask> slices) {
        List<RunLengthMask> kept = List.copyOf(slices);
        if (kept.isEmpty()) {
            throw new IllegalArgumentException("a volume of no slices");
        }
        Size size = kept.get(0).size();
        for (RunLengthMask slice : kept) {
            if (!slice.size().equals(size)) {
                throw new IllegalArgumentException("slices of " + size + " and " + slice.size() + " pixels");
            }
        }
        return new VolumeMask(kept);
    }

    /** Without foreground. */
    public static VolumeMask empty(Size slice, int count) {
        return of(Collections.nCopies(count, RunLengthMask.of(Mask.empty(slice))));
    }

    /** The slices of several masks behind each other, such as those of the volumes of a time series. */
    public static VolumeMask joined(List<VolumeMask> masks) {
        return of(masks.stream().flatMap(mask -> mask.slices.stream()).toList());
    }

    /** Each slice by itself, as the slices of a time series are. */
    public List<VolumeMask> separated() {
        return slices.stream().map(slice -> of(List.of(slice))).toList();
    }

    /** Number of slices. */
    public int count() {
        return slices.size();
    }

    /** Size of each slice. */
    public Size sliceSize() {
        return slices.get(0).size();
    }

    public RunLengthMask slice(int index) {
        return slices.get(index);
    }

    /** Number of foreground voxels. */
    public long voxels() {
        return slices.stream().mapToLong(RunLengthMask::area).sum();
    }

    public boolean isEmpty() {
        return slices.stream().allMatch(RunLengthMask::isEmpty);
    }

    /** The slices that have foreground, ascending. */
    public List<Integer> occupied() {
        return IntStream.range(0, count())
                .filter(i -> !slice(i).isEmpty())
                .boxed()
                .toList();
    }

    /**
     * Number of voxels that are foreground in both.
     *
     * @throws UserError where the other has another size
     */
    public long overlap(VolumeMask other) {
        if (count() != other.count()) {
            throw new UserError("A mask of " + count() + " slices does not fit one of " + other.count() + ".");
        }
        return IntStream.range(0, count())
                .mapToLong(i -> slice(i).overlap(other.slice(i)))
                .sum();
    }

    /** The same mask from one slice to another, both inclusive, and nothing elsewhere. */
    public VolumeMask within(int first, int last) {
        RunLengthMask nothing = RunLengthMask.of(Mask.empty(sliceSize()));
        return of(IntStream.range(0, count())
                .mapToObj(i -> i >= first && i <= last ? slice(i) : nothing)
                .toList());
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof VolumeMask other && slices.equals(other.slices);
    }

    @Override
    public int hashCode() {
        return slices.hashCode();
    }

    @Override
    public String toString() {
        return "VolumeMask " + sliceSize() + " x " + count() + ", " + voxels() + " voxels";
    }
}
