package org.samovar.train;

import java.util.List;
import org.samovar.model.InputRule;
import org.samovar.train.augment.Scene;

/**
 * Scenes as arrays.
 *
 * @param images B, number of scenes
 * @param size S, side of the scenes in pixels
 * @param pixels (B, 3, S, S), normalised as the network takes them
 * @param targets (B, K, S / 2, S / 2), what a decoder should find
 */
record DecoderBatch(int images, int size, float[] pixels, float[] targets) {
    /** Joins scenes of one size. */
    static DecoderBatch of(List<Scene> scenes, InputRule rule, DecoderAim aim) {
        int size = scenes.get(0).size();
        int plane = size * size;
        int grid = plane / 4;
        float[] pixels = new float[scenes.size() * 3 * plane];
        float[] targets = new float[scenes.size() * aim.outputs() * grid];
        for (int b = 0; b < scenes.size(); b++) {
            Batch.normalise(scenes.get(b).pixels(), rule, pixels, b * 3 * plane);
            List<float[]> maps = aim.maps(scenes.get(b).objects());
            for (int k = 0; k < maps.size(); k++) {
                System.arraycopy(maps.get(k), 0, targets, (b * aim.outputs() + k) * grid, grid);
            }
        }
        return new DecoderBatch(scenes.size(), size, pixels, targets);
    }
}
