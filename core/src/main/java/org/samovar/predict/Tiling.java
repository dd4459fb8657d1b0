package org.samovar.predict;

/** Where a network looks, and where it is clicked, to find everything in an image. */
public sealed interface Tiling {
    /** Points of a window's grid in the official generators. */
    int POINTS_PER_SIDE = 32;

    /**
     * The whole image, then layers of 2 x 2, 4 x 4, ... overlapping crops, each with a square grid of clicks (segment-anything and sam2,
     * {@code SamAutomaticMaskGenerator}).
     *
     * @param pointsPerSide clicks along each side of the image
     * @param layers of crops below the whole image, 0 to 6
     * @param overlap of neighbouring crops of the first layer as a part of the image's shorter side, 0 (inclusive) to 1 (exclusive)
     * @param downscale the clicks along a side are divided by this from layer to layer, at least 1
     */
    record Crops(int pointsPerSide, int layers, double overlap, int downscale) implements Tiling {
        private static final int MOST_LAYERS = 6;

        public Crops {
            if (pointsPerSide < 1 || layers < 0 || layers > MOST_LAYERS || downscale < 1) {
                throw new IllegalArgumentException(pointsPerSide + " points, " + layers + " layers, / " + downscale);
            }
            if (!(overlap >= 0 && overlap < 1)) {
                throw new IllegalArgumentException("overlap " + overlap);
            }
        }

        /** 32 x 32 clicks on the whole image, no crops. */
        public static Crops published() {
            return new Crops(POINTS_PER_SIDE, 0, 512.0 / 1500, 1);
        }

        /** The same with another number of layers. */
        public Crops withLayers(int other) {
            return new Crops(pointsPerSide, other, overlap, downscale);
        }
    }

    /**
     * Overlapping windows whose side follows the size of the objects, which a first look at samples of several scales tells; for small
     * networks, which see an object best when it fills a good part of the window. Of the masks, those that the clicks inside them agree
     * on are asked for again by their boxes.
     *
     * @param objectsPerSide side of a window in diameters of the typical object, greater than 1
     * @param pointsPerObject clicks along the diameter of the typical object, greater than 0
     * @param scales windows of so many sizes are used, each half as large as the one before; 1 or more
     * @param minAgreement masks whose estimate times stability times agreement is lower are not asked for again, 0 to 1
     * @param agreementPower that product to this power, times the estimate by the box, is the score of a mask; 0 or more
     * @param minScore masks with a lower score are dropped
     */
    record Adaptive(
            double objectsPerSide,
            double pointsPerObject,
            int scales,
            double minAgreement,
            double agreementPower,
            double minScore)
            implements Tiling {
        public Adaptive {
            if (!(objectsPerSide > 1) || !(pointsPerObject > 0) || scales < 1 || !(agreementPower >= 0)) {
                throw new IllegalArgumentException(
                        objectsPerSide + ", " + pointsPerObject + ", " + scales + ", " + agreementPower);
            }
        }

        /** The same with another least score. */
        public Adaptive withMinScore(double other) {
            return new Adaptive(objectsPerSide, pointsPerObject, scales, minAgreement, agreementPower, other);
        }
    }
}
