package org.samovar.image.io.bioformats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.samovar.geometry.UserError;
import org.samovar.image.Slide;
import org.samovar.image.Volume;
import org.samovar.image.VoxelSource;
import org.samovar.image.io.LibraryFile;
import org.samovar.image.io.Limits;
import org.samovar.image.io.Residence;
import org.samovar.image.io.SeriesInfo;
import org.samovar.image.io.SlideLibrary;
import org.samovar.image.io.VolumeLibrary;

/**
 * Reads what Bio-Formats reads, where there is one: the jar that SAMOVAR_BIOFORMATS names, else the classes that the program sees, as in Fiji, else a jar in the data folder.
 */
public final class BioFormats implements VolumeLibrary, SlideLibrary {
    private static final String VARIABLE = "SAMOVAR_BIOFORMATS";
    private static final Pattern FILES = Pattern.compile("(?i).*bio-?formats.*\\.jar");

    private final Supplier<Optional<Loci>> finder;
    private final Supplier<Patience> patience;

    /** The one that is found. */
    public BioFormats() {
        this(BioFormats::search, Patience::usual);
    }

    private BioFormats(Supplier<Optional<Loci>> finder, Supplier<Patience> patience) {
        this.finder = finder;
        this.patience = patience;
    }

    /**
     * The one of a jar.
     *
     * @throws UserError when it is not that of Bio-Formats with all that it needs
     */
    public static BioFormats of(Path jar) {
        Loci loci = Loci.ofJar(jar);
        return new BioFormats(() -> Optional.of(loci), Patience::usual);
    }

    private static Optional<Loci> search() {
        return LibraryFile.named(VARIABLE)
                .map(Loci::ofJar)
                .or(() -> Loci.ofLoader(Thread.currentThread().getContextClassLoader()))
                .or(() -> Loci.ofLoader(BioFormats.class.getClassLoader()))
                .or(() -> LibraryFile.kept(LibraryFile.folder(), FILES).map(Loci::ofJar));
    }

    @Override
    public String name() {
        return "Bio-Formats";
    }

    @Override
    public String licence() {
        return "GPL-2.0";
    }

    @Override
    public String reads() {
        return "about 150 formats of microscopes and scanners";
    }

    @Override
    public String advice() {
        return """
                Download bioformats_package.jar from https://www.openmicroscopy.org/bio-formats/downloads/ and install that file, or its address.
                Instead, %s can name a jar that you have. In Fiji, Samovar uses Fiji's own."""
                .replace("%s", VARIABLE);
    }

    @Override
    public String word() {
        return "bioformats";
    }

    @Override
    public Pattern files() {
        return FILES;
    }

    @Override
    public Optional<Found> find() {
        return finder.get().map(loci -> new Found(loci.version(), loci.place()));
    }

    @Override
    public String versionOf(Path file) {
        return Loci.versionOf(file);
    }

    @Override
    public boolean recognises(Path file) {
        Loci loci = loci();
        try {
            return patience.get().with(() -> {
                LociReader reader = loci.reader();
                try {
                    return reader.isThisType(file.toAbsolutePath().toString(), true);
                } finally {
                    reader.close();
                }
            });
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public List<SeriesInfo> series(Path file) {
        return guarded(() -> {
            try (OpenFile open = OpenFile.of(loci(), file)) {
                return headers(open).stream()
                        .map(h -> new SeriesInfo(h.name(), h.info(), h.levels().size()))
                        .toList();
            }
        });
    }

    @Override
    public Volume read(Path file, int series, Residence residence) {
        Loci loci = loci();
        return guarded(() -> {
            try (OpenFile open = OpenFile.of(loci, file)) {
                int count = open.reader().getSeriesCount();
                if (series >= count) {
                    throw new UserError("it has no image #" + series + ", but " + count + ", from #0 on");
                }
                SeriesHeader header = SeriesHeader.of(open, series);
                boolean isKept = residence == Residence.AS_FITS && Limits.isSmall((long) header.bytes());
                VoxelSource voxels = isKept
                        ? SeriesVoxels.kept(open, header)
                        : SeriesVoxels.reading(new ReaderPool(loci, file, patience.get()), header, file);
                return Volume.of(header.info(), voxels);
            }
        });
    }

    /** It opens so much that it comes last. */
    @Override
    public boolean knowsMakerOf(Path file) {
        return false;
    }

    @Override
    public Slide open(Path file) {
        Loci loci = loci();
        return guarded(() -> {
            ReaderPool pool = new ReaderPool(loci, file, patience.get());
            try {
                BioFormatsSlide source = pool.use(open -> new BioFormatsSlide(pool, file, headers(open)));
                return Slide.of(source.info(pool.use(open -> open.reader().getFormat())), source);
            } catch (IOException | RuntimeException e) {
                pool.close();
                throw e;
            }
        });
    }

    private static List<SeriesHeader> headers(OpenFile open) throws IOException {
        List<SeriesHeader> headers = new ArrayList<>();
        for (int series = 0; series < open.reader().getSeriesCount(); series++) {
            headers.add(SeriesHeader.of(open, series));
        }
        return headers;
    }

    private Loci loci() {
        return finder.get().orElseThrow(() -> new UserError("Bio-Formats is not here", advice()));
    }

    private <T> T guarded(Patience.Work<T> work) {
        try {
            return patience.get().with(work);
        } catch (IOException e) {
            throw new UserError("Bio-Formats says: " + e.getMessage(), e);
        }
    }
}
