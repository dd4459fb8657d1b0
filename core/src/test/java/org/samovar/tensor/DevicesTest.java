package org.samovar.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DevicesTest {
    private static final ComputeDevice CUDA = new ComputeDevice(ComputeDevice.Kind.CUDA);

    @Test
    void theCpuIsAlwaysThere() {
        Devices.Resolved resolved = Devices.resolve(DeviceChoice.CPU);
        assertThat(resolved.device()).isEqualTo(ComputeDevice.CPU);
        assertThat(resolved.note()).isEmpty();
        assertThat(Devices.resolve(DeviceChoice.AUTO).note()).isEmpty();
    }

    @Test
    void aWishThatCannotBeMetFallsBackWithOneLineThatSaysWhy() {
        for (DeviceChoice choice : new DeviceChoice[] {DeviceChoice.CUDA, DeviceChoice.MPS}) {
            Devices.Resolved resolved = Devices.resolve(choice);
            if (resolved.device().equals(ComputeDevice.CPU)) {
                assertThat(resolved.note().orElseThrow())
                        .contains(choice.name())
                        .contains("CPU")
                        .doesNotContain("\n");
            } else {
                assertThat(resolved.note()).isEmpty();
            }
        }
    }

    @Test
    void aTensorIsCopiedToItsDeviceInItsOwnType() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor narrow = Ops.cast(Tensors.of(new float[] {1, -2.5f}, 2), DType.BFLOAT16);
            Tensor copy = Tensors.to(narrow, ComputeDevice.CPU);
            narrow.close();
            assertThat(copy.type()).isEqualTo(DType.BFLOAT16);
            assertThat(copy.toFloats()).containsExactly(1, -2.5f);
        }
    }

    @Test
    void scopesHandTheirDeviceOn() {
        try (Scope outer = Scope.inference(Precision.FLOAT32, CUDA);
                Scope same = Scope.nested();
                Scope inherited = Scope.inference(Precision.BFLOAT16);
                Scope other = Scope.inference(Precision.FLOAT32, ComputeDevice.CPU);
                Scope innermost = Scope.inference()) {
            assertThat(outer.device()).isEqualTo(CUDA);
            assertThat(same.device()).isEqualTo(CUDA);
            assertThat(inherited.device()).isEqualTo(CUDA);
            assertThat(other.device()).isEqualTo(ComputeDevice.CPU);
            assertThat(innermost.device()).isEqualTo(ComputeDevice.CPU);
        }
        try (Scope alone = Scope.inference()) {
            assertThat(alone.device()).isEqualTo(ComputeDevice.CPU);
        }
    }
}
