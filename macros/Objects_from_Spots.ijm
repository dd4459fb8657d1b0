// Bright spots become clicks: each maximum is a prompt for an object of its own.

file = getArgument();
if (file == "") file = File.openDialog("An image");
open(file);
run("Gaussian Blur...", "sigma=3");
run("Find Maxima...", "prominence=5 output=[Point Selection]");
getSelectionCoordinates(x, y);
run("Select None");
run("Revert");
for (i = 0; i < x.length; i++) {
    makePoint(x[i], y[i]);
    Overlay.addSelection;
}
run("Select None");
run("Segment with Prompts...", "prompts=Overlay output=[Label image]");
getStatistics(area, mean, min, max);
print(x.length + " spots, " + max + " objects");
close("*");
