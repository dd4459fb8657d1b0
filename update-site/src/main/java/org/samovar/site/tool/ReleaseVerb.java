package org.samovar.site.tool;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.samovar.site.bom.Platform;
import org.samovar.site.release.Release;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "release", description = "Makes the files of a release of a checkout that was built.")
@SuppressWarnings("NullAway.Init") // picocli sets the options before it runs the verb
final class ReleaseVerb implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "folder of the release")
    private Path folder;

    @Option(names = "--root", required = true, description = "folder of the checkout")
    private Path root;

    @Override
    public Integer call() {
        Set<Platform> platforms = EnumSet.allOf(Platform.class);
        new Release(root, root.resolve("target/bom.json"), folder).write(platforms);
        return 0;
    }
}
