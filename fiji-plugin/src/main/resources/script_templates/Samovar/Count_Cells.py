#@ ImagePlus image
#@ SamovarService samovar
#@output ImagePlus labels

# All objects of the current image as a label image.

labels = samovar.open().everything(image, 50)
print("%d objects" % labels.getProcessor().getStats().max)
