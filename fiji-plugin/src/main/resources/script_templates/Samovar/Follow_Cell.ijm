// The object in the selection, through all slices, and its volume.

run("Propagate Through Stack...", "through=z");
run("Measure Objects...", "objects=[Label image]");
