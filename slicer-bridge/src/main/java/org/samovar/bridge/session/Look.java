package org.samovar.bridge.session;

import org.samovar.bridge.plane.PlaneView;
import org.samovar.bridge.plane.VoxelPatch;
import org.samovar.geometry.ImagePoint;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.Candidate;
import org.samovar.predict.Candidates;
import org.samovar.predict.Conversation;
import org.samovar.predict.ImageSession;
import org.samovar.predict.Replies;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;

/** A plane that a model looks at, and what it has answered there. */
final class Look {
    private final PlaneView plane;
    private final ImageSession session;
    private final Replies replies;

    Look(PlaneView plane, OpenModels.Shared shared) {
        this.plane = plane;
        this.session = ImageSession.open(
                shared.model().network(),
                plane.image(),
                plane.steps(),
                shared.model().settings(),
                shared.seen());
        this.replies = new Replies(session);
    }

    PlaneView plane() {
        return plane;
    }

    void prepare() {
        session.prepare();
    }

    Candidates answer(Conversation said) {
        return replies.to(said);
    }

    Candidate glance(ImagePoint click, double length) {
        return session.glance(new PointPrompt(click, Polarity.POSITIVE), length);
    }

    VoxelPatch patch(Candidate found) {
        return plane.patch(found.runs());
    }

    VoxelPatch nothing() {
        return plane.patch(RunLengthMask.of(Mask.empty(plane.size())));
    }
}
