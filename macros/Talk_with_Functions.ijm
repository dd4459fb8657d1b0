// One prompt after the other, by the functions of macros: each corrects the answer to those before it.

file = getArgument();
if (file == "") file = File.openDialog("An image");
open(file);
run("Samovar Macro Extensions");
score = 0;
Ext.samovarNew();
Ext.samovarClick(125, 112);
Ext.samovarSelect(score);
getStatistics(first);
Ext.samovarBeside(124, 136);
Ext.samovarSelect(score);
words = Ext.samovarWords();
getStatistics(corrected);
print("area " + d2s(first, 1) + ", corrected " + d2s(corrected, 1) + ", score " + d2s(score, 2));
// the same at once, such as for the next image
run("Select None");
run("Segment with Prompts...", "said=[" + words + "]");
getStatistics(again);
print("again " + d2s(again, 1));
close();
