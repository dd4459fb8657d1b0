package org.samovar.fiji.installed;

import ij.Executer;
import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.plugin.frame.Recorder;
import ij.plugin.frame.RoiManager;
import java.io.File;

/** Segments a nucleus by the menu, with the dialog and the recorder, then by the line that was recorded. */
final class MenuMain {
    private static final String COMMAND = "Segment with Prompts...";

    private MenuMain() {}

    /** @param arguments an image, and a folder for pictures of the screen */
    public static void main(String[] arguments) throws Exception {
        new ImageJ();
        ImagePlus image = IJ.openImage(arguments[0]);
        image.show();
        image.getWindow().setLocation(40, 160);
        for (int i = 0; i < 3; i++) {
            image.getCanvas().zoomIn(0, 0);
        }
        Recorder recorder = new Recorder();
        recorder.setLocation(700, 560);
        image.setRoi(104, 89, 42, 48);
        WindowManager.setCurrentWindow(image.getWindow());
        DisplayMain.await("the image", () -> WindowManager.getCurrentImage() == image);
        Thread.sleep(500); // until that is so for ImageJ's windows as well
        new Executer(COMMAND, image); // what a choice in the menu does

        GenericDialog dialog = DisplayMain.awaitDialog(COMMAND);
        DisplayMain.screenshot(new File(arguments[1], "segment-dialog.png"));
        DisplayMain.confirm(dialog);

        DisplayMain.await(
                "the outline", () -> image.getRoi() != null && image.getRoi().getProperty("sam.id") != null);
        DisplayMain.await("the recorded line", () -> recorder.getText().contains(COMMAND));
        Thread.sleep(1000);
        DisplayMain.screenshot(new File(arguments[1], "segment-result.png"));
        DisplayMain.print("MENU " + area(image));
        String recorded = recorder.getText()
                .lines()
                .filter(line -> line.contains(COMMAND))
                .findFirst()
                .orElseThrow();
        DisplayMain.print("RECORDED " + recorded);

        image.setRoi(104, 89, 42, 48);
        IJ.runMacro(recorded);
        DisplayMain.await("the outline again", () -> image.getRoi().getProperty("sam.id") != null);
        DisplayMain.print("LINE " + area(image));

        RoiManager manager = new RoiManager();
        manager.addRoi(new Roi(104, 89, 42, 48));
        manager.addRoi(new PointRoi(288, 142));
        IJ.runMacro("run('Segment with Prompts...', 'prompts=[ROI Manager] output=ROI');");
        DisplayMain.print("MANAGER " + manager.getCount());
        System.exit(0);
    }

    private static double area(ImagePlus image) {
        Roi roi = image.getRoi();
        return roi.getStatistics().area;
    }
}
