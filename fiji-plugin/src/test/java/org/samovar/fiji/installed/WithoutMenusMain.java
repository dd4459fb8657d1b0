package org.samovar.fiji.installed;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import org.samovar.fiji.plain.PlainCommand;

/** A program that uses ImageJ as a library. */
final class WithoutMenusMain {
    private WithoutMenusMain() {}

    /** @param arguments an image */
    public static void main(String[] arguments) {
        ImagePlus image = IJ.openImage(arguments[0]);
        image.setRoi(104, 89, 42, 48);
        WindowManager.setTempCurrentImage(image);
        String wrong = PlainCommand.call("SegmentWithPrompts", "output=ROI");
        System.out.println("WRONG " + wrong);
        System.out.println("AREA " + image.getRoi().getStatistics().area);
        image.deleteRoi();
        System.out.println("WITHOUT " + PlainCommand.call("SegmentWithPrompts", "output=ROI"));
        System.exit(0);
    }
}
