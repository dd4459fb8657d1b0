package org.samovar.fiji.model;

import org.samovar.geometry.ImagePoint;
import org.samovar.predict.Candidate;
import org.samovar.predict.Candidates;
import org.samovar.predict.Conversation;
import org.samovar.predict.ImageSession;
import org.samovar.predict.Replies;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;

/** An image that a model of the catalog looks at. */
final class CatalogImage implements PromptedImage {
    private final ImageSession session;
    private final Replies replies;

    /** @param session whose embeddings belong to the model */
    CatalogImage(ImageSession session) {
        this.session = session;
        this.replies = new Replies(session);
    }

    @Override
    public Answer answer(Conversation said) {
        Candidates found = replies.to(said);
        return new Answer(found.all().stream().map(CatalogImage::segmentation).toList(), found.choice());
    }

    @Override
    public Segmentation glance(ImagePoint click, double length) {
        return segmentation(session.glance(new PointPrompt(click, Polarity.POSITIVE), length));
    }

    static Segmentation segmentation(Candidate candidate) {
        return new Segmentation(candidate.runs(), candidate.score());
    }
}
