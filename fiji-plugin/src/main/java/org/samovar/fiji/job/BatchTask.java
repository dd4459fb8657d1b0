package org.samovar.fiji.job;

/** How a batch segments each image. */
public enum BatchTask implements Labelled {
    /** All objects, by clicks everywhere. */
    EVERYTHING("Everything"),
    /** All objects, by a model's decoder of instances. */
    INSTANCES("Instances"),
    /** Classes, by a system that was trained to find them. */
    SEMANTIC("Semantic"),
    /** Classes, by labelled examples. */
    SUPPORT("Support set"),
    /** One object, by the same prompts on each image. */
    WORDS("Prompts in words");

    private final String label;

    BatchTask(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
