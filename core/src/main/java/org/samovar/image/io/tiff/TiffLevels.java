package org.samovar.image.io.tiff;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.UserError;

/** Finds the pages of a flat image and of its smaller copies. */
final class TiffLevels {
    /** Channels that become colours. */
    private static final int USED = 3;

    private TiffLevels() {}

    /** The levels, the finest first, each with a page for all its channels or one for each. */
    static List<PageOrder> of(RandomAccessFile in) throws IOException {
        List<TiffDirectory> pages = TiffParser.pages(in);
        PageOrder finest = finest(pages, in.length());
        if (finest.depth() > 1 || finest.frames() > 1) {
            throw new UserError("it is a stack of " + finest.depth() + " slices and " + finest.frames()
                    + " points in time, where a slide has one of each");
        }
        if (finest.planes().size() < finest.channels()) {
            return List.of(finest.flat(finest.planes(), finest.channels()));
        }
        int channels = Math.min(USED, finest.channels());
        PageOrder used = finest.flat(finest.planes().subList(0, channels), channels);
        List<PageOrder> levels = new ArrayList<>(List.of(used));
        for (List<TiffDirectory> copy : copies(in, used, pages)) {
            PageOrder coarsest = levels.get(levels.size() - 1);
            if (isCopy(coarsest.planes().get(0), copy.get(0))) {
                levels.add(used.flat(copy, channels));
            }
        }
        return levels;
    }

    private static PageOrder finest(List<TiffDirectory> pages, long fileLength) throws IOException {
        TiffDirectory first = pages.get(0);
        if (OmeXml.isOme(first.description())) {
            return PageOrder.of(pages, fileLength);
        }
        List<TiffDirectory> alike = pages.stream()
                .filter(page -> !page.isMask() && page.width() == first.width() && page.height() == first.height())
                .toList();
        return PageOrder.of(alike, fileLength);
    }

    /** What may be smaller copies: the pages below those of the image, else the pages behind its only one. */
    private static List<List<TiffDirectory>> copies(RandomAccessFile in, PageOrder finest, List<TiffDirectory> pages)
            throws IOException {
        List<List<TiffDirectory>> copies = new ArrayList<>();
        for (TiffDirectory plane : finest.planes()) {
            List<TiffDirectory> below = TiffParser.below(in, plane);
            for (int i = 0; i < below.size(); i++) {
                if (copies.size() == i) {
                    copies.add(new ArrayList<>());
                }
                copies.get(i).add(below.get(i));
            }
        }
        copies.removeIf(copy -> copy.size() < finest.planes().size());
        boolean hasOthers = copies.isEmpty()
                && finest.planes().size() == 1
                && !OmeXml.isOme(pages.get(0).description());
        if (hasOthers) {
            pages.stream()
                    .skip(1)
                    .filter(page -> page.isReduced() || page.isTiled())
                    .forEach(page -> copies.add(List.of(page)));
        }
        return copies;
    }

    /** Whether a page shows the same as a larger one, as far as sizes and samples tell; pictures of the whole glass have other proportions. */
    private static boolean isCopy(TiffDirectory larger, TiffDirectory page) {
        double across = larger.width() / (double) page.width();
        double down = larger.height() / (double) page.height();
        double rounding = across / page.width() + down / page.height();
        return !page.isMask()
                && across > 1
                && down > 1
                && Math.abs(across - down) <= rounding
                && page.channels() == larger.channels()
                && page.type().equals(larger.type());
    }
}
