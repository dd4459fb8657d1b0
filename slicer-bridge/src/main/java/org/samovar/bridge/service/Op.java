package org.samovar.bridge.service;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** The requests of the protocol. */
enum Op {
    MODELS("models", client -> client.facts()::models),
    STATUS("status", client -> client.facts()::status),
    VOLUME_OPEN("volume.open", client -> client.volumes()::open),
    VOLUME_CLOSE("volume.close", client -> client.volumes()::close),
    SESSION_OPEN("session.open", client -> client.sessions()::open),
    SESSION_CLOSE("session.close", client -> client.sessions()::close),
    SESSION_PREPARE("session.prepare", client -> client.sessions()::prepare),
    SEGMENT_SET("segment.set", client -> client.sessions()::set),
    PREVIEW("preview", client -> client.sessions()::preview),
    PROPAGATE("propagate", client -> client.sessions()::propagate),
    CLASSES("classes", client -> client.systems()::classes),
    SUPPORT("support", client -> client.systems()::support);

    private final String text;
    private final Function<Client, Operation> of;

    Op(String text, Function<Client, Operation> of) {
        this.text = text;
        this.of = of;
    }

    /** Its name in frames. */
    String text() {
        return text;
    }

    Operation of(Client client) {
        return of.apply(client);
    }

    static Optional<Op> called(String name) {
        return Arrays.stream(values()).filter(op -> op.text.equals(name)).findFirst();
    }
}
