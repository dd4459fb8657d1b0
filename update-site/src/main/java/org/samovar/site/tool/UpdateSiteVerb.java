package org.samovar.site.tool;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.samovar.io.AtomicFiles;
import org.samovar.site.bom.Bom;
import org.samovar.site.bom.Platform;
import org.samovar.site.notice.Notices;
import org.samovar.site.updater.FijiFolder;
import org.samovar.site.updater.Shipped;
import org.samovar.site.updater.UpdateSite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "update-site",
        description = "Makes an ImageJ update site, or its next version, of the jars that were built.")
@SuppressWarnings("NullAway.Init") // picocli sets the options before it runs the verb
final class UpdateSiteVerb implements Callable<Integer> {
    private static final String NOTICES = "licenses/Samovar.txt";

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "folder of the site")
    private Path folder;

    @Parameters(index = "1", paramLabel = "URL", description = "where it will be found")
    private String url;

    @Option(
            names = "--engine",
            split = ",",
            description =
                    "platforms whose library of the engine is on the site: ${COMPLETION-CANDIDATES}; none by default")
    private Set<Platform> engines = Set.of();

    @Option(names = "--plugin", required = true, hidden = true, description = "the target folder of the plugin")
    private Path plugin;

    @Override
    public Integer call() {
        SiteAddress address = SiteAddress.parse(url);
        Bom bom = Bom.read(plugin.resolve("bom.json"));
        FijiFolder fiji = new FijiFolder(plugin.resolve("fiji"), bom);
        List<Shipped> files = new ArrayList<>(fiji.shipped(engines));
        files.add(notices(fiji, bom));
        UpdateSite site = new UpdateSite(folder);
        site.publish(files, LocalDateTime.now(Clock.systemDefaultZone())).forEach((path, fate) -> spec.commandLine()
                .getOut()
                .printf(Locale.ROOT, "%-9s %s%n", fate.name().toLowerCase(Locale.ROOT), path));
        AtomicFiles.writeText(folder.resolve("index.html"), address.page());
        spec.commandLine()
                .getOut()
                .println("Bring " + folder + " to " + address.url()
                        + "; docs/how-to/release.md says how, and docs/how-to/install-in-imagej.md how it is used.");
        return 0;
    }

    private Shipped notices(FijiFolder fiji, Bom bom) {
        Path file = plugin.resolve("fiji").resolve(NOTICES);
        AtomicFiles.writeText(
                file, Notices.of(fiji.jars(engines), bom.components().values()));
        return new Shipped(
                NOTICES,
                file,
                Optional.empty(),
                "Whose work Samovar ships, and its terms.",
                Optional.empty(),
                Optional.of(bom.main().publisher()),
                List.of());
    }
}
