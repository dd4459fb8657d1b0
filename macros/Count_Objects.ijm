// All objects of an image, without prompts: how many there are, and how large.

file = getArgument();
if (file == "") file = File.openDialog("An image");
open(file);
// a lower score finds more in a crowded image, and more that is no object; without one the model has its own
run("Segment Everything...", "area=50 score=0.6 output=[Label image]");
getStatistics(pixels, mean, min, max);
print(max + " with a score of 0.6 or more");
close();
run("Clear Results");
run("Segment Everything...", "area=50 output=[Label image]");
run("Measure Objects...", "objects=[Label image]");
sum = 0;
for (i = 0; i < nResults; i++) sum += getResult("Area", i);
print(nResults + " objects, mean area " + d2s(sum / nResults, 1));
run("Clear Results");
close("*");
