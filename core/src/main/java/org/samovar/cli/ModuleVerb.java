package org.samovar.cli;

import java.util.concurrent.Callable;

/**
 * A verb that another module adds to the command line. The class carries picocli's {@code @Command} with its name and description, is public with a public
 * constructor without parameters, and is named in the module's {@code META-INF/services/org.samovar.cli.ModuleVerb}; {@code --help} and {@code --trace} are added
 * to it. It prints by the streams of its picocli specification, and returns the exit code. What it throws becomes one line, a {@link
 * org.samovar.geometry.UserError} with its hint.
 *
 * <p>All are made whenever the program starts, whatever it is to do, so the constructor does nothing.
 */
public interface ModuleVerb extends Callable<Integer> {}
