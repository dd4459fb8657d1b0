package org.samovar.train.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.samovar.memory.Fingerprint;
import org.samovar.method.sam2sgp.Sam2Sgp;
import org.samovar.method.sam2sgp.Segmented;
import org.samovar.method.sam2sgp.SliceBank;
import org.samovar.model.ImageFeatures;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * How wrong a network is about an episode: every image is segmented beside the others, which are its support set, so that nothing is encoded
 * for one purpose alone. The slices of a clip follow each other, and those before are seen as they were found.
 */
final class SupportObjective {
    private final Sam2Sgp network;
    private final SupportConfig.Episode config;
    private final SupportLoss loss;

    SupportObjective(Sam2Sgp network, SupportConfig config) {
        this.network = network;
        this.config = config.episode();
        this.loss = config.loss();
    }

    /** The mean loss of all masks, a scalar; the weight is that of the divergence. */
    Tensor of(Episode episode, double weight, SplittableRandom random) {
        return new Run(episode, random).loss(weight);
    }

    /** One episode. Indices: c of classes, n of images, l of slices; masks and memories lie class by class, image by image. */
    private final class Run {
        private final Episode episode;
        private final int images;
        private final int slices;
        private final int neighbours;
        private final SplittableRandom random;
        private final ImageFeatures features;
        private final Tensor masks;
        private final Tensor memories;
        private final List<Fingerprint> looks;
        /** What is remembered of the slices before, of each class and image. */
        private final List<SliceBank> banks = new ArrayList<>();

        Run(Episode episode, SplittableRandom random) {
            this.episode = episode;
            this.images = episode.images();
            this.slices = episode.slices();
            this.random = random;
            this.neighbours =
                    config.fewestNeighbours() + random.nextInt(config.neighbours() - config.fewestNeighbours() + 1);
            this.features = network.encode(episode.allPixels()); // (N L, D, H, W)
            this.masks = episode.allMasks(); // (C N L, 1, S, S)
            int all = images * slices;
            ImageFeatures each = features.forPrompts(index(episode.classes() * all, i -> i % all));
            this.memories = network.remember(each, masks); // (C N L, M, H, W)
            Tensor appearance = network.appearance(features).detach();
            this.looks = IntStream.range(0, all)
                    .mapToObj(i -> Fingerprint.of(appearance.narrow(0, i, 1)))
                    .toList();
            for (int i = 0; i < episode.classes() * images; i++) {
                banks.add(SliceBank.empty(config.memory(), config.eviction()));
            }
        }

        private static Tensor index(int count, IntFunction<Integer> of) {
            long[] out = new long[count];
            Arrays.setAll(out, i -> of.apply(i));
            return Tensors.of(out, count);
        }

        Tensor loss(double weight) {
            List<Tensor> parts = new ArrayList<>();
            for (int l = 0; l < slices; l++) {
                parts.add(slice(l, weight));
            }
            return Ops.mean(Ops.stack(parts, 0));
        }

        /** Slice l of all images. */
        private Tensor slice(int l, double weight) {
            int asked = episode.classes() * images;
            ImageFeatures own = features.forPrompts(index(asked, i -> i % images * slices + l)); // (C N, D, H, W)
            ImageFeatures seen = ImageFeatures.of(Autograd.joint(own.maps())); // is segmented and remembered
            List<Tensor> beside = new ArrayList<>(support(l));
            beside.addAll(before());
            Segmented found = network.segment(seen, beside);
            if (l + 1 < slices && config.memory() > 0) {
                remember(l, network.rememberFound(seen, found.logits()));
            }
            Tensor target = Ops.indexSelect(masks, 0, index(asked, i -> i * slices + l)); // (C N, 1, S, S)
            return loss.of(found, target, weight);
        }

        /** The memories of other images that slice l of each image is seen beside: the first of each (C N, M, H, W), the second, ... */
        private List<Tensor> support(int l) {
            List<List<Integer>> chosen = new ArrayList<>();
            for (int n = 0; n < images; n++) {
                int own = n;
                List<Integer> others = IntStream.range(0, images * slices)
                        .filter(i -> i / slices != own)
                        .boxed()
                        .toList();
                List<Integer> places = config.retrieval()
                        .choose(
                                looks.get(n * slices + l),
                                others.stream().map(looks::get).toList(),
                                neighbours,
                                random);
                chosen.add(places.stream().map(others::get).toList());
            }
            int asked = episode.classes() * images;
            return IntStream.range(0, chosen.get(0).size())
                    .mapToObj(j -> Ops.indexSelect(
                            memories,
                            0,
                            index(
                                    asked,
                                    i -> i / images * images * slices
                                            + chosen.get(i % images).get(j))))
                    .toList();
        }

        /** What was found on the slices before: the oldest of each image and class (C N, M, H, W), the next, ... */
        private List<Tensor> before() {
            return IntStream.range(0, banks.get(0).entries().size())
                    .mapToObj(j -> Ops.cat(
                            banks.stream().map(bank -> bank.memories().get(j)).toList(), 0))
                    .toList();
        }

        private void remember(int l, Tensor memory) {
            for (int i = 0; i < banks.size(); i++) {
                Fingerprint look = looks.get(i % images * slices + l);
                banks.set(i, banks.get(i).with(new SliceBank.Entry(look, memory.narrow(0, i, 1))));
            }
        }
    }
}
