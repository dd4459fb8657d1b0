package org.samovar.fiji.installed;

import ij.IJ;
import ij.ImageJ;

/** Runs a macro in an ImageJ with windows, and prints its log. */
final class MacrosMain {
    private MacrosMain() {}

    /** @param arguments an image, a folder for pictures of the screen, and the text of the macro */
    public static void main(String[] arguments) {
        new ImageJ();
        IJ.runMacro(arguments[2]);
        IJ.getLog().lines().forEach(DisplayMain::print);
        System.exit(0);
    }
}
