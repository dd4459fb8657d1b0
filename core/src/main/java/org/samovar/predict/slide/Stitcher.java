package org.samovar.predict.slide;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.samovar.geometry.Region;
import org.samovar.image.PixelRuns;

/**
 * Joins what was found in neighbouring fields, row by row of the grid. A pixel belongs to what its own field found there; objects that several
 * fields found are one, and something that lies mostly in a field that did not find it is left out. Objects are handed on in the
 * order of their first fields once no row to come can change them, so that only a row is kept in memory.
 */
public final class Stitcher {
    private static final double MOST = 0.5;

    private final FieldGrid grid;
    private final Joining joining;
    private final Consumer<SlideObject> found;
    private List<List<Node>> above = List.of();
    /** In the order in which they began. */
    private final Set<Group> open = new LinkedHashSet<>();

    private int row;
    private int begun;
    private int ids;

    /** @param found is given each object, with ids in the order in which it is given them */
    public Stitcher(FieldGrid grid, Joining joining, Consumer<SlideObject> found) {
        this.grid = grid;
        this.joining = joining;
        this.found = found;
    }

    /**
     * Takes the next row of the grid.
     *
     * @param fields all of the row, from left to right
     */
    public void add(List<Field> fields) {
        List<List<Node>> nodes = new ArrayList<>();
        for (Field field : fields) {
            if (field.row() != row || field.column() != nodes.size()) {
                throw new IllegalArgumentException("field " + field.column() + ", " + field.row() + " in the place of "
                        + nodes.size() + ", " + row);
            }
            nodes.add(nodesOf(field));
        }
        for (int x = 0; x < nodes.size(); x++) {
            if (x > 0) {
                match(nodes.get(x - 1), nodes.get(x), seenByBoth(x - 1, row, x));
            }
            for (int up = Math.max(0, x - 1); up <= x + 1 && up < above.size(); up++) {
                match(above.get(up), nodes.get(x), seenByBoth(up, row - 1, x));
            }
        }
        handOn();
        above = nodes;
        row++;
    }

    /** There is no row any more: hands on what is left. */
    public void finish() {
        handOn();
        above = List.of();
    }

    private List<Node> nodesOf(Field field) {
        Region core = grid.core(field.column(), field.row());
        List<Node> out = new ArrayList<>();
        for (FieldObject object : field.objects()) {
            PixelRuns own = object.pixels().within(core);
            if (!own.isEmpty()) {
                Node node = new Node(object, new Joining.Part(object.pixels(), own), row);
                open.add(node.group);
                out.add(node);
            }
        }
        return out;
    }

    /** What the window of a field has in common with that of one of the present row. */
    private Region seenByBoth(int column, int line, int other) {
        Region a = grid.window(column, line);
        Region b = grid.window(other, row);
        int left = Math.max(a.x(), b.x());
        int top = Math.max(a.y(), b.y());
        int right = Math.min(a.x() + a.width(), b.x() + b.width());
        int bottom = Math.min(a.y() + a.height(), b.y() + b.height());
        return new Region(left, top, right - left, bottom - top);
    }

    private void match(List<Node> before, List<Node> after, Region seenByBoth) {
        List<Node> near = after.stream().filter(node -> node.isIn(seenByBoth)).toList();
        for (Node a : before) {
            for (Node b : a.isIn(seenByBoth) ? near : List.<Node>of()) {
                boolean canBeSame = a.object.kind() == b.object.kind() && a.isIn(b.bounds);
                if (canBeSame && joining.isSame(a.part, b.part, seenByBoth)) {
                    a.isMatched = true;
                    b.isMatched = true;
                    join(a.group, b.group);
                }
            }
        }
    }

    private void join(Group a, Group b) {
        if (a != b) {
            Group first = a.number < b.number ? a : b;
            Group second = first == a ? b : a;
            first.take(second);
            open.remove(second);
        }
    }

    /** Objects that have no part in the row that was matched last cannot change any more. */
    private void handOn() {
        above.forEach(nodes -> nodes.forEach(this::judge));
        for (Iterator<Group> groups = open.iterator(); groups.hasNext(); ) {
            Group group = groups.next();
            if (group.lastRow < row) {
                groups.remove();
                if (!group.nodes.isEmpty()) {
                    found.accept(group.object(++ids));
                }
            }
        }
    }

    /** Leaves out what lies mostly where another field did not find it. */
    private void judge(Node node) {
        boolean isElsewhere = node.part.own().area() < MOST * node.part.whole().area();
        if (joining.needsBoth() && !node.isMatched && isElsewhere) {
            node.group.nodes.remove(node);
        }
    }

    /** What a field found, as far as pixels of it are its own. */
    private final class Node {
        private final FieldObject object;
        private final Joining.Part part;
        private final Region bounds;
        private Group group;
        private boolean isMatched;

        private Node(FieldObject object, Joining.Part part, int row) {
            this.object = object;
            this.part = part;
            this.bounds = joining.compared(part).region().orElseThrow();
            this.group = new Group(begun++, row);
            group.nodes.add(this);
        }

        /** Whether it reaches into a region, or beside it. */
        private boolean isIn(Region region) {
            return bounds.x() <= region.x() + region.width()
                    && region.x() <= bounds.x() + bounds.width()
                    && bounds.y() <= region.y() + region.height()
                    && region.y() <= bounds.y() + bounds.height();
        }
    }

    /** Parts of one object. */
    private static final class Group {
        private final int number;
        private final List<Node> nodes = new ArrayList<>();
        private int lastRow;

        private Group(int number, int row) {
            this.number = number;
            this.lastRow = row;
        }

        private void take(Group other) {
            other.nodes.forEach(node -> node.group = this);
            nodes.addAll(other.nodes);
            lastRow = Math.max(lastRow, other.lastRow);
        }

        private SlideObject object(int id) {
            double sum = 0;
            long area = 0;
            List<PixelRuns> own = new ArrayList<>();
            for (Node node : nodes) {
                long pixels = node.part.own().area();
                sum += pixels * node.object.score();
                area += pixels;
                own.add(node.part.own());
            }
            return new SlideObject(
                    id, PixelRuns.union(own), sum / area, nodes.get(0).object.kind());
        }
    }
}
