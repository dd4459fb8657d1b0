// Boxes on one image, the same objects on all other images of its folder, as label images.

argument = getArgument();
if (argument == "") argument = File.openDialog("The image with the examples");
open(argument);
folder = File.getParent(argument);
makeRectangle(104, 89, 42, 48); Overlay.addSelection;
makePoint(288, 142); Overlay.addSelection;
run("Select None");
run("Segment Collection...", "prompts=Overlay folder=[" + folder + "]");
for (i = nImages; i > 0; i--) {
    selectImage(i);
    if (endsWith(getTitle(), "-labels")) {
        getStatistics(area, mean, min, max);
        print(getTitle() + ": " + max + " objects");
    }
}
close("*");
