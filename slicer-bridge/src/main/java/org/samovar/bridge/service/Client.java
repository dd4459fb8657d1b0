package org.samovar.bridge.service;

import com.google.gson.JsonObject;
import org.samovar.bridge.net.Guest;
import org.samovar.bridge.net.Peer;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Meta;

/** One client, and all that it has opened. */
final class Client implements Guest {
    private final Tasks tasks;
    private final Volumes volumes;
    private final Sessions sessions;
    private final Systems systems;
    private final Facts facts;
    private final Runnable onLeft;

    /** @param onLeft called once, when it is gone */
    Client(Peer peer, Shop shop, Runnable onLeft) {
        this.onLeft = onLeft;
        this.tasks = new Tasks(shop.bench(), peer);
        this.volumes = new Volumes(shop.volumes(), peer);
        this.sessions = new Sessions(tasks, peer, volumes, shop.models());
        this.systems = new Systems(tasks, peer, volumes, shop.models());
        this.facts = new Facts(tasks, shop);
    }

    Volumes volumes() {
        return volumes;
    }

    Sessions sessions() {
        return sessions;
    }

    Systems systems() {
        return systems;
    }

    Facts facts() {
        return facts;
    }

    @Override
    public void request(long id, String operation, JsonObject meta, byte[] body) throws Fault {
        Op op = Op.called(operation)
                .orElseThrow(() -> new Fault(ErrorCode.UNSUPPORTED_OP, "There is no request '" + operation + "'."));
        op.of(this).begin(id, new Meta(meta), body);
    }

    @Override
    public void data(long id, JsonObject meta, byte[] body) throws Fault {
        volumes.data(id, new Meta(meta), body);
    }

    @Override
    public void cancel(long id) {
        if (!volumes.cancel(id)) {
            tasks.cancel(id);
        }
    }

    @Override
    public void left() {
        tasks.cancelAll();
        sessions.closeAll();
        volumes.close();
        onLeft.run();
    }
}
