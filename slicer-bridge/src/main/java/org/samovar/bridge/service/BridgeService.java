package org.samovar.bridge.service;

import java.util.Arrays;
import java.util.List;
import org.samovar.bridge.net.Guest;
import org.samovar.bridge.net.Peer;
import org.samovar.bridge.net.Service;

/** Segments for the clients of a server. What they share stays the owner's. */
public final class BridgeService implements Service {
    private final Shop shop;

    public BridgeService(Shop shop) {
        this.shop = shop;
    }

    @Override
    public List<String> operations() {
        return Arrays.stream(Op.values()).map(Op::text).toList();
    }

    @Override
    public long largestVolume() {
        return shop.volumes().capacity();
    }

    @Override
    public Guest welcome(Peer peer) {
        shop.clients().incrementAndGet();
        return new Client(peer, shop, shop.clients()::decrementAndGet);
    }
}
