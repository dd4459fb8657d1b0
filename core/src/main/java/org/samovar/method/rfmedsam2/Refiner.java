package org.samovar.method.rfmedsam2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.samovar.geometry.UserError;
import org.samovar.method.SliceMaps;
import org.samovar.model.AdaptableNetwork;
import org.samovar.model.DecodedMasks;
import org.samovar.model.DecoderExtras;
import org.samovar.model.ImageFeatures;
import org.samovar.model.PromptTensors;
import org.samovar.model.sam2.Recollection;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Parameter;
import org.samovar.nn.adapt.Additions;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * The modified SAM 2 of steps 1 and 2 (figures 1 and 8): stem, encoder, decoder, memory encoder and memory attention, over all slices of a
 * patch at once. Step 2 remembers what step 1 found alone, so that its slices do not wait for each other either.
 */
final class Refiner extends Layer {
    /**
     * How much is worked on at a time, so that large patches need no more memory than small ones.
     *
     * @param pixels that are encoded
     * @param cells of objects that are decoded
     */
    record AtOnce(int pixels, int cells) {
        /** Four slices of the paper with a dozen classes. */
        static final AtOnce PATCH_OF_SLICES = new AtOnce(1 << 19, 1 << 14);
    }

    /** Logits of a mask prompt are limited to plus and minus this, as SAM 2's predictor limits those that it made itself. */
    private static final double LIMIT = 32;
    /** The mask token for prompts that leave no doubt. */
    private static final int MASK_TOKEN = 0;

    /**
     * What is found of all objects.
     *
     * @param logits (P, 1, 4h, 4w)
     * @param tokens of the masks after the decoder, (P, C)
     * @param score logits of presence, (P, 1)
     */
    record Found(Tensor logits, Tensor tokens, Tensor score) {}

    /**
     * What is remembered of all objects.
     *
     * @param features (P, N, h, w)
     * @param pointers (P, C)
     */
    record Remembered(Tensor features, Tensor pointers) {}

    private final RfMedSam2Options options;
    private final AtOnce atOnce;
    private final int objects;
    private final Stem stem;
    private final Sam2 sam2;
    private final Optional<Parameter> classTokens;

    /** @param objects K - 1, on each slice */
    Refiner(
            int modalities,
            int objects,
            Function<Additions, ? extends AdaptableNetwork> backbone,
            RfMedSam2Options options,
            AtOnce atOnce) {
        Additions added = new Additions(new AdapterRecipe(options.adapters()));
        this.options = options;
        this.atOnce = atOnce;
        this.objects = objects;
        this.stem = child("stem", new Stem(modalities));
        this.sam2 = child("backbone", withMemory(backbone.apply(added)));
        child("added", added);
        this.classTokens = options.prompts() == Prompts.NONE
                ? Optional.of(learned("class_tokens", Init.truncatedNormal(0.02), objects, sam2.width()))
                : Optional.empty();
    }

    private static Sam2 withMemory(AdaptableNetwork network) {
        if (network instanceof Sam2 found && found.hasMemory()) {
            return found;
        }
        throw new UserError(
                "RFMedSAM 2 builds on a SAM 2 with its memory.", "Take samovar-nano or one of the sam2 models.");
    }

    /** Patches (B, M, D, H, W) to features of their slices, (B D, ...). */
    ImageFeatures encode(Tensor patch) {
        Tensor slices = SliceMaps.of(patch); // (B D, M, H, W)
        int height = options.enlargement() * slices.size(2);
        int width = options.enlargement() * slices.size(3);
        List<Tensor> maps = Slicing.byGroup(
                Slicing.groups(slices.size(0), atOnce.pixels / (height * width)), List.of(slices), (group, xs) -> {
                    Tensor colours = stem.forward(Slicing.rows(xs.get(0), Slicing.objects(group, 1))); // (S, 3, H, W)
                    return sam2.encode(NeuralOps.resize(colours, Interpolation.BILINEAR, height, width))
                            .maps();
                });
        return ImageFeatures.of(maps);
    }

    /** The maps of the objects of some slices; they have a row for each of all slices, or for each object already. */
    private List<Tensor> ofObjects(List<Tensor> maps, int all, int[] slices) {
        long[] index = Slicing.objects(slices, objects);
        long[] source = Arrays.stream(index).map(object -> object / objects).toArray();
        return maps.stream()
                .map(map -> Slicing.rows(map, map.size(0) == all ? source : index))
                .toList();
    }

    private int slicesAtOnce(ImageFeatures slices) {
        int cells = slices.embedding().size(2) * slices.embedding().size(3);
        return atOnce.cells / (objects * cells);
    }

    /**
     * Decodes the prompts of all objects.
     *
     * @param features of slices; the embedding may be of objects
     */
    Found decode(ImageFeatures features, PromptTensors prompts) {
        List<Tensor> xs = new ArrayList<>(features.maps());
        int maps = xs.size();
        prompts.masks().ifPresent(xs::add);
        int slices = features.highResolution().get(0).size(0);
        List<Tensor> found = Slicing.byGroup(Slicing.groups(slices, slicesAtOnce(features)), xs, (group, in) -> {
            Optional<Tensor> masks = in.size() > maps ? Optional.of(in.get(maps)) : Optional.empty();
            PromptTensors own = some(prompts, masks, Slicing.objects(group, objects));
            ImageFeatures seen = ImageFeatures.of(ofObjects(in.subList(0, maps), slices, group));
            DecodedMasks all = sam2.decode(seen, own, extras(group.length));
            return List.of(
                    all.logits().narrow(1, MASK_TOKEN, 1), // (P', 1, 4h, 4w)
                    all.maskTokens().select(1, MASK_TOKEN), // (P', C)
                    all.objectScore().orElseThrow()); // (P', 1)
        });
        return new Found(found.get(0), found.get(1), found.get(2));
    }

    private static PromptTensors some(PromptTensors prompts, Optional<Tensor> masks, long[] index) {
        return new PromptTensors(
                prompts.points().map(x -> Slicing.rows(x, index)),
                prompts.labels().map(x -> Slicing.rows(x, index)),
                Optional.empty(),
                masks.map(x -> Ops.clamp(Slicing.rows(x, index), -LIMIT, LIMIT)));
    }

    private DecoderExtras extras(int slices) {
        Optional<Tensor> tokens =
                classTokens.map(p -> Ops.tile(p.value(), slices, 1).unsqueeze(1)); // (P', 1, C)
        return new DecoderExtras(tokens, Optional.empty());
    }

    /** The scores where they count. */
    Optional<Tensor> counted(Found found) {
        return options.objectScore() == ObjectScore.ON ? Optional.of(found.score) : Optional.empty();
    }

    /** Remembers what was found on the slices. */
    Remembered remember(ImageFeatures features, Found found) {
        List<Tensor> xs = new ArrayList<>(features.maps());
        int maps = xs.size();
        xs.addAll(List.of(found.logits, found.tokens, found.score));
        int slices = features.embedding().size(0);
        List<Tensor> out = Slicing.byGroup(Slicing.groups(slices, slicesAtOnce(features)), xs, (group, in) -> {
            long[] index = Slicing.objects(group, objects);
            List<Tensor> own = in.subList(maps, in.size()).stream()
                    .map(x -> Slicing.rows(x, index))
                    .toList();
            Found part = new Found(own.get(0), own.get(1), own.get(2));
            ImageFeatures frames = ImageFeatures.of(ofObjects(in.subList(0, maps), slices, group));
            return List.of(
                    sam2.frameStep().remember(frames, part.logits, counted(part)), // (P', N, h, w)
                    sam2.frameStep().pointer(part.tokens, counted(part))); // (P', C)
        });
        return new Remembered(out.get(0), out.get(1));
    }

    /**
     * Lets each object on each slice attend to its memories of the slices that are seen from there.
     *
     * @param depth D
     * @return features of slices with an embedding of objects, (P, C, h, w)
     */
    ImageFeatures attend(ImageFeatures features, Remembered remembered, int depth) {
        List<Tensor> xs = List.of(features.embedding(), remembered.features, remembered.pointers);
        int slices = features.embedding().size(0);
        List<int[]> groups = alike(slices, depth).stream()
                .flatMap(group -> Slicing.groups(group, slicesAtOnce(features)).stream())
                .toList();
        List<Tensor> out = Slicing.byGroup(groups, xs, (group, in) -> {
            ImageFeatures own = ImageFeatures.of(ofObjects(in.subList(0, 1), slices, group));
            Recollection recalled = recalled(group, depth, new Remembered(in.get(1), in.get(2)));
            return List.of(sam2.frameStep().attend(own, List.of(recalled)).embedding()); // (P', C, h, w)
        });
        return new ImageFeatures(out.get(0), features.highResolution());
    }

    /** Slices that see others at the same positions and distances in time. */
    private List<int[]> alike(int slices, int depth) {
        Map<List<List<Number>>, List<Integer>> out = new LinkedHashMap<>();
        for (int slice = 0; slice < slices; slice++) {
            List<List<Number>> places = options.frames().seen(slice % depth, depth).stream()
                    .map(seen -> List.<Number>of(seen.slot(), seen.distance()))
                    .toList();
            out.computeIfAbsent(places, key -> new ArrayList<>()).add(slice);
        }
        return out.values().stream()
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private Recollection recalled(int[] group, int depth, Remembered all) {
        List<List<Frames.Seen>> seen = Arrays.stream(group)
                .mapToObj(slice -> options.frames().seen(slice % depth, depth))
                .toList();
        List<Recollection.Memory> memories = new ArrayList<>();
        List<Recollection.Pointer> pointers = new ArrayList<>();
        for (int i = 0; i < seen.get(0).size(); i++) {
            int which = i;
            int[] sources = IntStream.range(0, group.length)
                    .map(s ->
                            group[s] - group[s] % depth + seen.get(s).get(which).slice())
                    .toArray();
            long[] index = Slicing.objects(sources, objects);
            Frames.Seen first = seen.get(0).get(i);
            memories.add(new Recollection.Memory(Slicing.rows(all.features, index), first.slot()));
            pointers.add(new Recollection.Pointer(Slicing.rows(all.pointers, index), first.distance()));
        }
        return new Recollection(memories, pointers);
    }
}
