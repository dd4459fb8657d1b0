package org.samovar.fiji.job;

/** What the numbers of label images that are compared mean. */
public enum ComparedAs implements Labelled {
    /** Each number is an object; which objects are the same is found out by their overlap. */
    OBJECTS("Objects") {
        @Override
        Figures figures() {
            return new ObjectFigures();
        }
    },
    /** The same number is the same class. */
    CLASSES("Classes") {
        @Override
        Figures figures() {
            return new ClassFigures();
        }
    };

    private final String label;

    ComparedAs(String label) {
        this.label = label;
    }

    /** Nothing compared yet. */
    abstract Figures figures();

    @Override
    public String label() {
        return label;
    }
}
