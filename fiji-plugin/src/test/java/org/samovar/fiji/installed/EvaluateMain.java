package org.samovar.fiji.installed;

import ij.IJ;
import ij.ImageJ;
import java.io.File;

/** Evaluates labels twice and compares models in a macro where tables are windows. */
final class EvaluateMain {
    /** In batch mode images are no windows: the display does not bear several. */
    private static final String MACRO = String.join(
            "\n",
            "setBatchMode(true);",
            "newImage('truth', '16-bit black', 60, 50, 1); setColor(1); fillRect(5, 5, 10, 10);",
            "newImage('found', '16-bit black', 60, 50, 1); setColor(1); fillRect(5, 5, 8, 8);",
            "run('Evaluate Against Labels...', '');",
            "run('Evaluate Against Labels...', 'labels=Objects result=truth reference=found');",
            "open(getArgument());",
            "makeRectangle(104, 89, 42, 48);",
            "run('Compare Models...', 'models=samovar-nano');",
            "return 'ROWS ' + Table.size('Samovar Evaluation')",
            "    + '\\nIOU ' + Table.get('Mean IoU', 0, 'Samovar Evaluation')",
            "    + '\\nPAIR ' + Table.getString('Image', 1, 'Samovar Evaluation')",
            "    + '\\nOBJECTS ' + Table.get('Voxels', 0, 'Samovar Evaluation per Object')",
            "    + ' ' + Table.get('Voxels', 1, 'Samovar Evaluation per Object')",
            "    + '\\nMODEL ' + Table.get('Score', 0, 'Samovar Models')",
            "    + '\\nTITLE ' + getTitle();");

    private EvaluateMain() {}

    /** @param arguments an image, and a folder for pictures of the screen */
    public static void main(String[] arguments) throws Exception {
        new ImageJ();
        DisplayMain.print(IJ.runMacro(MACRO, arguments[0]));
        Thread.sleep(1000);
        DisplayMain.screenshot(new File(arguments[1], "evaluation-tables.png"));
        System.exit(0);
    }
}
