// A threshold finds roughly where the objects are, a model draws them well.

file = getArgument();
if (file == "") file = File.openDialog("An image");
open(file);
image = getTitle();
run("Duplicate...", "title=rough");
run("8-bit");
setAutoThreshold("Otsu dark");
run("Analyze Particles...", "size=50-Infinity show=[Count Masks] clear");
rename("rough-labels");
selectWindow(image);
run("Refine Labels...", "objects=[Label image] labels=rough-labels below=1 output=[Label image]");
getStatistics(area, mean, min, max);
print("objects up to number " + max);
run("Clear Results");
close("*");
