#@ ImagePlus image
#@ SamovarService samovar

// Two objects of the current image: a click that is corrected, and a box. Their outlines go to the overlay.

import ij.gui.Overlay

def nano = samovar.open()
def clicked = nano.on(image).click(125, 112).beside(124, 136)
def boxed = nano.on(image).box(75, 128, 37, 44)

def overlay = new Overlay()
[clicked, boxed].each { overlay.add(it.outline()) }
image.setOverlay(overlay)
println "scores " + [clicked, boxed].collect { String.format(Locale.ROOT, "%.2f", it.score()) }
