// One labelled image shows what is looked for; the next image gets labels of the same classes.

argument = getArgument(); // image, its labels and the image to look at, with commas between them
if (argument == "") {
    argument = File.openDialog("An image") + "," + File.openDialog("Its labels") + "," + File.openDialog("Another image");
}
files = split(argument, ",");
open(files[0]); rename("example");
open(files[1]); rename("example-labels");
open(files[2]);
run("Segment with Support Set...", "model=samovar-nano both=false");
getHistogram(values, counts, 65536);
print("found " + Property.get("samovar.classes") + ": " + (getWidth() * getHeight() - counts[0]) + " pixels");
close("*");
