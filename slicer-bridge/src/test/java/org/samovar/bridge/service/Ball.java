package org.samovar.bridge.service;

import com.google.gson.JsonObject;
import org.samovar.bridge.volume.Arrays3;
import org.samovar.bridge.volume.Dtype;
import org.samovar.bridge.volume.VolumeHeader;

/** A bright ball on a dark ground, and requests about it. */
final class Ball {
    static final int W = 96;
    static final int H = 80;
    static final int D = 24;
    static final VolumeHeader HEADER = Arrays3.header(W, H, D, Dtype.INT16);
    static final String BOX = "box 28,20,69,61";

    private Ball() {}

    static boolean inBall(double i, double j, double k, double shift) {
        double x = (i - 48 - shift) / 20;
        double y = (j - 40) / 20;
        double z = (k - 12) / 9;
        return x * x + y * y + z * z < 1;
    }

    /** Its middle is moved along i. */
    static byte[] ball(double shift) {
        return Arrays3.shorts(HEADER, n -> (inBall(n % W, n / W % H, n / (W * H), shift) ? 700 : 100) + n * 31 % 61);
    }

    static long ballVoxels(int first, int last) {
        long count = 0;
        for (int k = first; k <= last; k++) {
            for (int n = 0; n < W * H; n++) {
                count += inBall(n % W, n / W, k, 0) ? 1 : 0;
            }
        }
        return count;
    }

    static JsonObject set(String session, String segment, int revision, String on) {
        return Talker.json("{\"session\":\"" + session + "\",\"segment\":\"" + segment + "\",\"revision\":" + revision
                + ",\"on\":[" + on + "]}");
    }

    static String slice(int k, String said) {
        return "{\"plane\":{\"axis\":\"k\",\"index\":" + k + "},\"said\":\"" + said + "\"}";
    }

    static JsonObject propagate(String session) {
        return Talker.json("{\"session\":\"" + session + "\",\"axis\":\"k\"}");
    }
}
