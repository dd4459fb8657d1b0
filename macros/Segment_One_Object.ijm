// An object in a box, its area and the model's own estimate.
// Change the file and the rectangle, or take them from the recorder: Plugins > Macros > Record...

file = getArgument();
if (file == "") file = File.openDialog("An image");
open(file);
makeRectangle(104, 89, 42, 48);
run("Segment with Prompts...", "output=ROI");
getStatistics(area);
print("area " + d2s(area, 1) + ", score " + d2s(parseFloat(Roi.getProperty("sam.score")), 2));
close();
