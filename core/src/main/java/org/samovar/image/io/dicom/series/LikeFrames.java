package org.samovar.image.io.dicom.series;

import java.io.IOException;
import java.util.List;
import org.samovar.geometry.UserError;

/** Checks that frames are alike in all that one volume can have only once. */
final class LikeFrames {
    private static final String HINT =
            "A series may hold several pictures of one body; put the files that belong together into a folder of their own.";

    private LikeFrames() {}

    /** @throws UserError naming two frames that differ */
    static void require(List<Frame> frames) throws IOException {
        Frame first = frames.get(0);
        for (Frame frame : frames) {
            if (!frame.format().size().equals(first.format().size())
                    || frame.format().samples() != first.format().samples()) {
                throw different(first, frame, "size", text(first), text(frame));
            }
            if (frame.pose().isPresent() != first.pose().isPresent()) {
                throw new UserError("not all of its slices say where they lie", HINT);
            }
            if (frame.pose().isPresent()
                    && !frame.pose().get().isParallel(first.pose().orElseThrow())) {
                throw different(first, frame, "orientation", looking(first), looking(frame));
            }
            if (frame.steps().isEmpty() && first.steps().isEmpty()) {
                continue;
            }
            if (frame.steps().isEmpty()
                    || first.steps().isEmpty()
                    || !frame.steps().get().isLike(first.steps().get())) {
                throw different(first, frame, "pixel spacing", spacing(first), spacing(frame));
            }
        }
    }

    private static String text(Frame frame) {
        return frame.format().size() + " pixels" + (frame.format().isColour() ? " in colour" : "");
    }

    private static String looking(Frame frame) {
        Pose pose = frame.pose().orElseThrow();
        return "rows along " + pose.row() + ", columns along " + pose.column();
    }

    private static String spacing(Frame frame) {
        return frame.steps().map(Steps::toString).orElse("none");
    }

    private static UserError different(Frame a, Frame b, String what, String ofA, String ofB) throws IOException {
        return new UserError(
                "its slices differ in " + what + ": " + a.name() + " has " + ofA + ", " + b.name() + " has " + ofB,
                HINT);
    }
}
