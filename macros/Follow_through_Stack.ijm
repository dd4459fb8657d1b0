// A box on one slice, the object on all slices, and its volume.

file = getArgument();
if (file == "") file = File.openDialog("A stack");
open(file);
setSlice(1 + floor(nSlices / 2));
makeRectangle(22, 20, 30, 30);
run("Segment with Prompts...", "output=ROI"); // look at it before you follow it
run("Restore Selection");
run("Propagate Through Stack...", "through=z");
run("Clear Results");
run("Measure Objects...", "objects=[Label image]");
print("volume " + d2s(getResult("Volume", 0), 1) + " " + getResultString("Unit", 0) + "^3, slices "
    + getResult("First slice", 0) + " to " + getResult("Last slice", 0));
run("Clear Results");
close("*");
