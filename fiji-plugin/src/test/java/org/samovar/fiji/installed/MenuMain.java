package org.samovar.fiji.installed;

import ij.Executer;
import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.plugin.frame.Recorder;
import ij.plugin.frame.RoiManager;
import java.awt.Button;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.io.File;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;

/** Segments a nucleus by the menu, with the dialog and the recorder, then by the line that was recorded. */
final class MenuMain {
    private static final String COMMAND = "Segment with Prompts...";

    private MenuMain() {}

    /** @param arguments an image, and a folder for pictures of the screen */
    public static void main(String[] arguments) throws Exception {
        new ImageJ();
        DisplayMain.silence(Menus.getMenuBar());
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
        new Executer(COMMAND, image); // what a choice in the menu does

        await("the dialog", () -> dialog() != null);
        Thread.sleep(1000);
        screenshot(new File(arguments[1], "segment-dialog.png"));
        Button ok = dialog().getButtons()[0];
        ok.dispatchEvent(new ActionEvent(ok, ActionEvent.ACTION_PERFORMED, "OK"));

        await("the outline", () -> image.getRoi() != null && image.getRoi().getProperty("sam.id") != null);
        await("the recorded line", () -> recorder.getText().contains(COMMAND));
        Thread.sleep(1000);
        screenshot(new File(arguments[1], "segment-result.png"));
        print("MENU " + area(image));
        String recorded = recorder.getText()
                .lines()
                .filter(line -> line.contains(COMMAND))
                .findFirst()
                .orElseThrow();
        print("RECORDED " + recorded);

        image.setRoi(104, 89, 42, 48);
        IJ.runMacro(recorded);
        await("the outline again", () -> image.getRoi().getProperty("sam.id") != null);
        print("LINE " + area(image));

        RoiManager manager = new RoiManager();
        manager.addRoi(new Roi(104, 89, 42, 48));
        manager.addRoi(new PointRoi(288, 142));
        IJ.runMacro("run('Segment with Prompts...', 'prompts=[ROI Manager] output=ROI');");
        print("MANAGER " + manager.getCount());
        System.exit(0);
    }

    private static double area(ImagePlus image) {
        Roi roi = image.getRoi();
        return roi.getStatistics().area;
    }

    private static GenericDialog dialog() {
        for (Window window : Window.getWindows()) {
            if (window instanceof GenericDialog dialog && window.isShowing()) {
                return dialog;
            }
        }
        return null;
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1200; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(100);
        }
        print("no sign of " + what);
        System.exit(1);
    }

    private static void screenshot(File file) throws Exception {
        ImageIO.write(new Robot().createScreenCapture(new Rectangle(0, 0, 1280, 900)), "png", file);
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
