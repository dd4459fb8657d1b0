package org.samovar.model.sam2;

import java.util.ArrayList;
import java.util.List;
import org.samovar.nn.Bias;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Parameter;
import org.samovar.nn.adapt.Additions;
import org.samovar.nn.adapt.Place;
import org.samovar.nn.adapt.Site;
import org.samovar.nn.adapt.Slot;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * The hierarchical vision transformer of SAM 2: four stages, each with half the map and twice the channels of the one before.
 *
 * <p>(B, 3, S, S) to four maps (B, C, S/4, S/4), (B, 2C, S/8, S/8), (B, 4C, S/16, S/16), (B, 8C, S/32, S/32). Reference: {@code
 * hieradet.Hiera}. Prefix {@code image_encoder.trunk}.
 */
final class Hiera extends Layer {
    private final Parameter posEmbed;
    private final Parameter posEmbedWindow;
    private final Conv2d patchEmbed;
    private final List<MultiScaleBlock> blocks = new ArrayList<>();
    private final Slot afterPatches;
    private final List<Integer> stageEnds = new ArrayList<>();

    Hiera(Sam2Config config, Additions additions) {
        int c = config.embedDim();
        int background = config.background();
        int firstWindow = config.windows().get(0);
        this.posEmbed = learned("pos_embed", Init.truncatedNormal(0.02), 1, c, background, background);
        this.posEmbedWindow = learned("pos_embed_window", Init.truncatedNormal(0.02), 1, c, firstWindow, firstWindow);
        this.patchEmbed = child("patch_embed.proj", new Conv2d(3, c, 7, Convolution.strided(4, 3), Bias.WITH));
        this.afterPatches = additions.at(Place.of("image_encoder.trunk.patch_embed", 0, Site.AFTER_PATCHES, c));
        int index = 0;
        for (int stage = 0; stage < config.stages().size(); stage++) {
            for (int i = 0; i < config.stages().get(stage); i++) {
                boolean isEntry = i == 0 && stage > 0;
                // NB: the first block of a stage still has the window of the stage before
                int window = config.windows().get(isEntry ? stage - 1 : stage);
                int in = config.stageWidth(isEntry ? stage - 1 : stage);
                MultiScaleBlock.Measures measures = new MultiScaleBlock.Measures(
                        in,
                        config.stageWidth(stage),
                        config.heads() << stage,
                        isEntry ? Pooling.HALVE : Pooling.NONE,
                        config.globalBlocks().contains(index) ? MultiScaleBlock.GLOBAL : window);
                blocks.add(child("blocks." + index, new MultiScaleBlock(measures, index, additions)));
                index++;
            }
            stageEnds.add(index - 1);
        }
    }

    /** The maps of the four stages, finest first, channels before space. */
    List<Tensor> forward(Tensor pixels) {
        Tensor x = step(() -> afterPatches.then(embed(pixels))); // (B, S/4, S/4, C)
        List<Tensor> maps = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Tensor before = x;
            MultiScaleBlock block = blocks.get(i);
            x = step(before, block::forward);
            before.close();
            if (stageEnds.contains(i)) {
                maps.add(x.permute(0, 3, 1, 2)); // (B, C', H', W')
            }
        }
        return maps;
    }

    private Tensor embed(Tensor pixels) {
        Tensor patches = patchEmbed.forward(pixels).permute(0, 2, 3, 1); // (B, S/4, S/4, C)
        int h = patches.size(1);
        int w = patches.size(2);
        int side = posEmbedWindow.value().size(-1);
        Tensor background = NeuralOps.resize(posEmbed.value(), Interpolation.BICUBIC, h, w);
        Tensor windows = Ops.tile(posEmbedWindow.value(), 1, 1, h / side, w / side);
        Tensor positions = Ops.add(background, windows).permute(0, 2, 3, 1); // (1, S/4, S/4, C)
        return Ops.add(patches, Ops.cast(positions, patches.type()));
    }
}
