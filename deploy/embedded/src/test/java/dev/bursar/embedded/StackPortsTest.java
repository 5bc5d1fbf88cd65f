package dev.bursar.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StackPortsTest {

    @Test
    void areTheOnesOfTheContract() {
        // When
        StackPorts ports = StackPorts.DEFAULT;

        // Then
        assertThat(ports.http(Service.INGEST)).isEqualTo(8471);
        assertThat(ports.http(Service.AGGREGATOR)).isEqualTo(8472);
        assertThat(ports.http(Service.GATE)).isEqualTo(8473);
        assertThat(ports.management(Service.INGEST)).isEqualTo(9471);
        assertThat(ports.management(Service.AGGREGATOR)).isEqualTo(9472);
        assertThat(ports.management(Service.GATE)).isEqualTo(9473);
    }

    @Test
    void areToldToTheCommandLineUnderTheNamesOfItsSettings() {
        // Then
        assertThat(new StackPorts(18_000).addresses()).isEqualTo("""
                        BURSAR_INGEST_URL=http://127.0.0.1:18000
                        BURSAR_AGGREGATOR_URL=http://127.0.0.1:18001
                        BURSAR_GATE_URL=http://127.0.0.1:18002
                        """);
    }

    @Test
    void refuseABaseWithoutRoomAboveIt() {
        // Then
        assertThatThrownBy(() -> new StackPorts(65_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StackPorts(80)).isInstanceOf(IllegalArgumentException.class);
    }
}
