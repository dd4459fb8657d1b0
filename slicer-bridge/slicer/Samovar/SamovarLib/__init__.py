"""What the extension Samovar does, without Qt: the protocol and its client, prompts, segments, and the logic that joins them."""
