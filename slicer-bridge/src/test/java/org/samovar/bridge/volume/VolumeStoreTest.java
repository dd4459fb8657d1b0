package org.samovar.bridge.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;
import org.samovar.geometry.Region;
import org.samovar.geometry.VolumeSize;

class VolumeStoreTest {
    private static final VolumeHeader HEADER = Arrays3.header(200, 150, 40, Dtype.INT16);

    private final byte[] bytes = Arrays3.shorts(HEADER, i -> i % 60_000 - 30_000);
    private final String name = Arrays3.hash(HEADER, bytes);
    private final VolumeStore store = new VolumeStore(HEADER.bytes() * 5 / 2);

    private static void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code())
                .isEqualTo(code));
    }

    @Test
    void aVolumeThatComesInPiecesOfAnySizeIsReadVoxelByVoxel() throws Fault {
        VolumeStore.Lease lease;
        try (Upload upload = store.receive(HEADER, name)) {
            for (int from = 0, size = 1; from < bytes.length; from += size, size = size * 3 + 1) {
                upload.add(from, Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)));
            }
            assertThat(upload.missing()).isZero();
            lease = upload.finish();
        }

        assertThat(store.bytes()).isEqualTo(bytes.length);
        double[] window = lease.voxels().read(new Region(3, 5, 2, 2), 7, 0);
        int first = (7 * 150 + 5) * 200 + 3;
        assertThat(window).containsExactly(value(first), value(first + 1), value(first + 200), value(first + 201));
        assertThat(lease.voxels().value(4, 6, 7, 0)).isEqualTo(value(first + 201));
    }

    private static double value(int index) {
        return index % 60_000 - 30_000;
    }

    @Test
    void whatIsThereNeedNotBeSentAgain() throws Fault {
        assertThat(store.find(HEADER, name)).isEmpty();
        try (VolumeStore.Lease lease = Arrays3.kept(store, HEADER, bytes)) {
            assertThat(store.find(HEADER, name).orElseThrow().voxels()).isSameAs(lease.voxels());
        }
        assertThat(store.find(HEADER, name)).isPresent();
        assertThat(store.find(Arrays3.header(150, 200, 40, Dtype.INT16), name)).isEmpty();
    }

    @Test
    void whatTwoSendAtATimeIsKeptOnce() throws Fault {
        try (Upload one = store.receive(HEADER, name);
                Upload other = store.receive(HEADER, name)) {
            one.add(0, bytes);
            other.add(0, bytes);
            assertThat(store.bytes()).isEqualTo(2L * bytes.length);
            assertThat(other.finish().voxels()).isSameAs(one.finish().voxels());
        }
        assertThat(store.bytes()).isEqualTo(bytes.length);
        assertThat(store.count()).isOne();
    }

    @Test
    void otherVoxelsThanThoseAnnouncedAreRefusedAndForgotten() throws Fault {
        try (Upload upload = store.receive(HEADER, name)) {
            byte[] changed = bytes.clone();
            changed[12345]++;
            upload.add(0, changed);
            assertRefused(ErrorCode.CONTENT_MISMATCH, upload::finish);
        }
        assertThat(store.bytes()).isZero();
        assertThat(store.find(HEADER, name)).isEmpty();
    }

    @Test
    void piecesOutOfOrderOrTooManyAreRefused() throws Fault {
        try (Upload upload = store.receive(HEADER, name)) {
            assertRefused(ErrorCode.BAD_REQUEST, () -> upload.add(1, new byte[1]));
            assertRefused(ErrorCode.BAD_REQUEST, () -> upload.add(0, new byte[bytes.length + 1]));
            assertRefused(ErrorCode.BAD_REQUEST, () -> upload.add(0, new byte[0]));
            upload.add(0, new byte[10]);
            assertRefused(ErrorCode.BAD_REQUEST, () -> upload.add(0, new byte[10]));
        }
        assertThat(store.bytes()).isZero();
    }

    @Test
    void announcingAVolumeTakesNoMemory() throws Fault {
        try (Upload upload = store.receive(HEADER, name)) {
            assertThat(store.bytes()).isZero();
            upload.add(0, new byte[100]);
            assertThat(store.bytes()).isLessThanOrEqualTo(StoredVoxels.PIECE);
        }
        VolumeHeader large = Arrays3.header(1 << 20, 2000, 1000, Dtype.FLOAT64);
        assertRefused(ErrorCode.TOO_LARGE, () -> store.receive(large, name));
    }

    @Test
    void unusedVolumesMakeRoomAndUsedOnesDoNot() throws Fault {
        VolumeStore.Lease used = Arrays3.kept(store, HEADER, bytes);
        byte[] second = Arrays3.shorts(HEADER, i -> i % 7);
        Arrays3.kept(store, HEADER, second).close();
        byte[] third = Arrays3.shorts(HEADER, i -> i % 11);
        VolumeStore.Lease wanted = Arrays3.kept(store, HEADER, third);

        assertThat(store.find(HEADER, Arrays3.hash(HEADER, second))).isEmpty();
        assertThat(store.find(HEADER, name)).isPresent();
        byte[] fourth = Arrays3.shorts(HEADER, i -> i % 13);
        assertRefused(ErrorCode.TOO_LARGE, () -> Arrays3.kept(store, HEADER, fourth));
        assertThat(store.bytes()).isEqualTo(2L * bytes.length);
        used.close();
        wanted.close();
        wanted.close();
    }

    @Test
    void aLeaseThatWasGivenBackCannotBeSharedAgain() throws Fault {
        VolumeStore.Lease lease = Arrays3.kept(store, HEADER, bytes);
        lease.close();
        assertRefused(ErrorCode.NOT_FOUND, lease::again);
    }

    @Test
    void coloursOfAllKindsAreReadAcrossPieces() throws Fault {
        for (Dtype dtype : Dtype.values()) {
            VolumeHeader header = new VolumeHeader(new VolumeSize(300, 200, 7, 1), 3, dtype);
            byte[] voxels = new byte[(int) header.bytes()];
            new Random(3).nextBytes(voxels);
            try (VolumeStore.Lease lease = Arrays3.kept(new VolumeStore(1 << 24), header, voxels)) {
                double[] slice = lease.voxels().read(new Region(0, 0, 300, 200), 4, 2);
                double[] expected = new double[slice.length];
                for (int i = 0; i < slice.length; i++) {
                    expected[i] = dtype.read(voxels, ((4 * 200 * 300 + i) * 3 + 2) * dtype.bytes());
                }
                assertThat(slice).isEqualTo(expected);
            }
        }
    }

    @Test
    void allKindsOfSamplesAreReadAsTheyWereWritten() {
        byte[] ones = {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0, 0, (byte) 0xc0, 0x3f};
        assertThat(Dtype.UINT8.read(ones, 0)).isEqualTo(254);
        assertThat(Dtype.INT8.read(ones, 0)).isEqualTo(-2);
        assertThat(Dtype.UINT16.read(ones, 0)).isEqualTo(65534);
        assertThat(Dtype.INT16.read(ones, 0)).isEqualTo(-2);
        assertThat(Dtype.UINT32.read(ones, 0)).isEqualTo(4294967294.0);
        assertThat(Dtype.INT32.read(ones, 0)).isEqualTo(-2);
        assertThat(Dtype.FLOAT32.read(ones, 4)).isEqualTo(1.5);
        assertThat(Dtype.FLOAT64.read(new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xf8, 0x3f}, 0))
                .isEqualTo(1.5);
        assertThat(Dtype.called("int16")).contains(Dtype.INT16);
        assertThat(Dtype.called("INT16")).isEmpty();
    }
}
