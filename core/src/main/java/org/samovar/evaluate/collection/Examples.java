package org.samovar.evaluate.collection;

import java.util.List;
import java.util.stream.IntStream;
import org.samovar.geometry.UserError;

/** On how many of the images that show a class it is prompted; at least one of them is left to be scored. */
public sealed interface Examples {
    /** How many of so many images, 2 or more. */
    int of(int images);

    /** Which of so many images, spread evenly: the first one always. */
    default List<Integer> choose(int images) {
        int count = Math.max(1, Math.min(images - 1, of(images)));
        return IntStream.range(0, count)
                .map(i -> (int) ((long) i * images / count))
                .boxed()
                .toList();
    }

    /** A number of images. */
    record Count(int images) implements Examples {
        public Count {
            if (images < 1) {
                throw new UserError("There has to be at least one image with a prompt, not " + images + ".");
            }
        }

        @Override
        public int of(int all) {
            return images;
        }

        @Override
        public String toString() {
            return Integer.toString(images);
        }
    }

    /** A part of the images in percent: the prompt frequency of the paper's figure 7. */
    record Share(double percent) implements Examples {
        public Share {
            if (!(percent > 0 && percent <= 100)) {
                throw new UserError("There are no " + percent + " % of the images.");
            }
        }

        @Override
        public int of(int all) {
            return (int) Math.round(all * percent / 100);
        }

        @Override
        public String toString() {
            return percent + "%";
        }
    }

    /** From a number of images or a percentage. @throws UserError for anything else */
    static Examples parse(String text) {
        try {
            return text.endsWith("%")
                    ? new Share(Double.parseDouble(text.substring(0, text.length() - 1)))
                    : new Count(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new UserError("'" + text + "' is neither a number of images nor a percentage, such as 1 or 25%.", e);
        }
    }
}
