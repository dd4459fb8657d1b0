// All objects of all PNG and TIFF images of a folder, in one table that is saved beside them.
// For thousands of images, Plugins > Samovar > Batch Folder... goes on after a crash as well.

folder = getArgument();
if (folder == "") folder = getDirectory("A folder of images");
if (!endsWith(folder, "/")) folder = folder + "/";
setBatchMode(true);
run("Clear Results");
files = getFileList(folder);
images = 0;
for (i = 0; i < files.length; i++) {
    if (endsWith(files[i], ".png") || endsWith(files[i], ".tif")) {
        open(folder + files[i]);
        run("Segment Everything...", "area=50 output=Table");
        close("*");
        images++;
    }
}
saveAs("Results", folder + "objects.csv");
print(images + " images, " + nResults + " objects");
run("Clear Results");
setBatchMode(false);
