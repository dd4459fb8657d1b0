package org.samovar.bridge.service;

import com.google.gson.JsonObject;

/** What ends a request well. */
record Reply(JsonObject meta, byte[] body) {
    static final Reply NOTHING = new Reply(new JsonObject(), new byte[0]);

    static Reply of(JsonObject meta) {
        return new Reply(meta, new byte[0]);
    }
}
