package org.samovar.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** All verbs; alone it prints what they are. */
@Command(
        name = "samovar",
        description = "Segments images with networks of the Segment Anything family.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "VERB",
        scope = ScopeType.INHERIT,
        subcommands = {
            DemoVerb.class,
            SegmentVerb.class,
            EverythingVerb.class,
            PropagateVerb.class,
            CollectionVerb.class,
            SemanticVerb.class,
            SlideVerb.class,
            SupportVerb.class,
            TrainVerb.class,
            EvaluateVerb.class,
            CompareVerb.class,
            AblationVerb.class,
            ParityVerb.class,
            ModelsVerb.class,
            FormatsVerb.class,
            DoctorVerb.class
        })
final class Samovar implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private CommandSpec spec;

    @Option(names = "--trace", description = "Show where an error comes from.", scope = ScopeType.INHERIT)
    private boolean trace;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
