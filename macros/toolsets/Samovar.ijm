// Samovar in the toolbar: ">>" at its right end > Samovar.

macro "Samovar Tool Action Tool - C06fO11ccC0a0T5c14+" {
    run("Samovar Tool");
}

var menu = newMenu("Samovar Menu Tool",
    newArray("Segment with Prompts...", "Segment Everything...", "Propagate Through Stack...", "-", "Refine Labels...",
        "Measure Objects...", "Objects to Label Image...", "-", "Check Setup"));

macro "Samovar Menu Tool - C06fR11ccC037L4494L4797L4a9a" {
    command = getArgument();
    if (command != "-") run(command);
}

macro "Segment the Selection Action Tool - C06fR22ccC0a0F4488" {
    run("Segment with Prompts...", "prompts=Selection output=ROI");
}

macro "Count Objects Action Tool - C06fO1155O8155O1855O8855" {
    run("Segment Everything...", "output=[Label image]");
    run("Measure Objects...", "objects=[Label image]");
}
