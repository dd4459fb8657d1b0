import ij.ImagePlus;
import org.samovar.fiji.script.SamovarService;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;

/** An object of the current image, by a click, becomes its selection. */
public class Segment_Cell implements Command {
    @Parameter
    private ImagePlus image;

    @Parameter
    private SamovarService samovar;

    @Override
    public void run() {
        image.setRoi(samovar.open().on(image).click(125, 112).outline());
    }
}
