package org.samovar.fiji.model;

import java.nio.file.Path;
import java.util.Optional;
import org.samovar.catalog.training.TrainingPlan;

/**
 * A training to be run.
 *
 * @param plan how, with the name of the dataset that it learns from
 * @param start weights to begin with, by a name or the path of a file; what the plan says where empty
 * @param datasets the folder that holds the dataset
 * @param folder where everything is written, and where a run that is there goes on
 */
public record TrainingRun(TrainingPlan plan, Optional<String> start, Path datasets, Path folder) {}
