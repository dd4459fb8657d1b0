package org.samovar.image.io.tiff;

import java.io.IOException;
import java.util.List;
import org.samovar.geometry.Affine;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.io.raw.VoxelType;

/**
 * How the pages of a file make a volume.
 *
 * @param planes the page of each plane, whose number is (t * depth + z) * channels + c; of a file that has all planes behind
 *     one page, that page
 * @param depth slices, at least 1
 * @param frames points in time, at least 1
 * @param channels that lie on pages of their own
 * @param geometry of the volume
 * @param slope factor of stored values
 * @param intercept added to the product
 */
record PageOrder(
        List<TiffDirectory> planes,
        int depth,
        int frames,
        int channels,
        VolumeGeometry geometry,
        double slope,
        double intercept) {
    /** The OME's or ImageJ's; what no page has is refused. */
    static PageOrder of(List<TiffDirectory> pages, long fileLength) throws IOException {
        String description = pages.get(0).description();
        return OmeXml.isOme(description)
                ? OmeOrder.of(OmeXml.parse(description), pages)
                : imageJ(TiffDirectory.withoutCopies(pages), fileLength);
    }

    private static PageOrder imageJ(List<TiffDirectory> pages, long fileLength) {
        TiffDirectory first = pages.get(0);
        ImageJDescription description = first.imageJ();
        int count = hasAllBehind(pages, fileLength) ? description.images() : pages.size();
        return new PageOrder(
                pages,
                description.depth(count),
                description.frames(count),
                description.channels(count),
                new VolumeGeometry(
                        Affine.of(first.pixelWidth(), first.pixelHeight(), description.spacing()),
                        description.unit(),
                        description.interval(),
                        description.timeUnit()),
                description.slope(),
                description.intercept());
    }

    /** Whether the only page is followed by the samples of pages that have no directory. */
    private static boolean hasAllBehind(List<TiffDirectory> pages, long fileLength) {
        TiffDirectory first = pages.get(0);
        int bytes = first.type().map(VoxelType::bytes).orElse(0);
        double plane = (double) first.width() * first.height() * bytes;
        double end = first.offsets()[0] + plane * first.imageJ().images();
        return bytes > 0 && pages.size() == 1 && first.isPlain() && first.samples() == 1 && end <= fileLength;
    }

    /** Other pages as the channels of one slice, with the values that they store. */
    PageOrder flat(List<TiffDirectory> others, int theirChannels) {
        return new PageOrder(others, 1, 1, theirChannels, geometry, 1, 0);
    }

    /** Number of planes that lie on pages of their own. */
    int count() {
        return Math.multiplyExact(Math.multiplyExact(depth, frames), channels);
    }

    /** @throws org.samovar.geometry.UserError where a slice is larger than one array */
    VolumeSize size() {
        TiffDirectory first = planes.get(0);
        return new VolumeSize(first.width(), first.height(), depth, frames);
    }
}
