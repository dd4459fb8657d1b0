// Two objects of a time series: clicks on the first frame, their areas over time.
// ROIs of one name are about one object.

file = getArgument();
if (file == "") file = File.openDialog("A time series");
open(file);
if (nSlices > 1 && Property.get("Frames") == "") Stack.setDimensions(1, 1, nSlices);
setSlice(1);
makeRectangle(104, 89, 42, 48); Roi.setName("left"); Roi.setPosition(1); Overlay.addSelection;
makePoint(288, 142); Roi.setName("right"); Roi.setPosition(1); Overlay.addSelection;
run("Select None");
run("Propagate Through Stack...", "prompts=Overlay through=t");
run("Clear Results");
run("Measure Objects...", "objects=[Label image]");
for (i = 0; i < nResults; i++)
    print("object " + getResult("Object", i) + ", frame " + getResult("Frame", i) + ", area " + d2s(getResult("Area", i), 1));
run("Clear Results");
close("*");
