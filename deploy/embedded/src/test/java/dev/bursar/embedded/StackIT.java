package dev.bursar.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.embedded.process.Jvm;
import dev.bursar.embedded.process.Ports;
import dev.bursar.embedded.process.StartFailure;
import io.quarkus.bootstrap.runner.QuarkusEntryPoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The whole stack with a real Kafka and a real PostgreSQL; stand-ins for the three services. */
class StackIT {

    /** What a lifeline and PostgreSQL's keeper may take at most, on a busy machine. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    // the logs of a failed run are worth reading
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Home home;
    private Process supervisor;

    @BeforeEach
    void packagesStandInsForTheServices() throws IOException {
        home = new Home(folder.resolve("home"));
        for (Service service : Service.values()) {
            Path jar = service.jar(folder);
            Files.createDirectories(jar.getParent());
            String name = QuarkusEntryPoint.class.getName().replace('.', '/') + ".class";
            try (JarOutputStream content = new JarOutputStream(Files.newOutputStream(jar));
                    var bytes = StackIT.class.getClassLoader().getResourceAsStream(name)) {
                content.putNextEntry(new JarEntry(name));
                bytes.transferTo(content);
            }
        }
    }

    @AfterEach
    void stopsWhatIsLeft() {
        new RunningStack(home).stop();
    }

    @Test
    void leavesNoProcessWhenItsSupervisorIsKilled() throws Exception {
        // Given
        int base = start();
        List<Processes.Entry> all = Processes.living(home.processes());

        // When
        supervisor.destroyForcibly().waitFor();

        // Then
        assertThat(all.stream().map(Processes.Entry::name))
                .contains("supervisor", "kafka", "postgresql", "ingest", "aggregator", "gate");
        assertThat(all.stream().filter(entry -> entry.name().equals("postgresql")))
                .hasSize(2);
        awaitEnd(all);
        assertThat(Ports.isFree(base + 5)).isTrue();
    }

    @Test
    void keepsDataAndKeysOverAnOrderlyRestart() throws Exception {
        // Given
        int base = start();
        String token = Files.readString(home.adminToken());
        execute(base, "CREATE TABLE kept AS SELECT 42 AS answer");
        List<Processes.Entry> all = Processes.living(home.processes());

        // When
        boolean stopped = new RunningStack(home).stop();
        base = start();

        // Then
        assertThat(stopped).isTrue();
        assertThat(all).noneMatch(entry -> entry.handle().isAlive());
        execute(base, "SELECT answer FROM kept");
        assertThat(home.adminToken()).hasContent(token);
    }

    @Test
    void startsAServiceAgainThatWasKilled() throws Exception {
        // Given
        int base = start();
        ProcessHandle gate = processOf("gate");

        // When
        gate.destroyForcibly();
        gate.onExit().get(20, TimeUnit.SECONDS);

        // Then
        long deadline = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (!(new Readiness().of(base + 1002) instanceof Readiness.State.Ready)) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            Thread.sleep(100);
        }
        assertThat(processOf("gate").pid()).isNotEqualTo(gate.pid());
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        // Given
        int base = freeBase();

        // When
        try (ServerSocket taken = new ServerSocket(base + 2, 1, InetAddress.getLoopbackAddress())) {

            // Then
            assertThatThrownBy(() -> stack(base).start())
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is taken, the gate service needs it");
        }
    }

    @Test
    void refusesASecondStackInTheSameHome() throws Exception {
        // Given
        Files.createDirectories(home.lock().getParent());
        StackLock taken = StackLock.take(home.lock()).orElseThrow();

        // When
        Stack second = stack(freeBase());

        // Then
        assertThatThrownBy(second::start).isInstanceOf(StartFailure.class).hasMessageContaining("already running");
        taken.release();
    }

    private int start() throws Exception {
        int base = freeBase();
        Path log = folder.resolve("supervisor.log");
        ProcessBuilder builder = new ProcessBuilder(Jvm.command(
                        Jvm.QUICK_START,
                        StackMain.class.getName(),
                        List.of(home.folder().toString(), folder.toString(), Integer.toString(base))))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(Jvm.environment(Map.of(), Jvm.ownClassPath()));
        supervisor = builder.start();
        while (!new RunningStack(home).isReady()) {
            assertThat(supervisor.isAlive()).as(Files.readString(log)).isTrue();
            Thread.sleep(50);
        }
        return base;
    }

    private Stack stack(int base) {
        StackSettings settings = new StackSettings(home, folder, new StackPorts(base), Map.of());
        return new Stack(settings, line -> {}, InstantSource.system());
    }

    private static int freeBase() {
        int base = Ports.free(1).get(0);
        StackPorts ports = new StackPorts(base);
        try {
            ports.mustBeFree();
            return base;
        } catch (StartFailure taken) {
            return freeBase();
        }
    }

    private ProcessHandle processOf(String part) {
        return Processes.living(home.processes()).stream()
                .filter(entry -> entry.name().equals(part))
                .findFirst()
                .orElseThrow()
                .handle();
    }

    private void execute(int base, String sql) throws Exception {
        Secrets secrets = Secrets.of(home, InstantSource.system().instant());
        String url = "jdbc:postgresql://127.0.0.1:" + (base + 5) + "/" + StackSettings.DATABASE;
        try (Connection connection = DriverManager.getConnection(url, "bursar_owner", secrets.owner());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void awaitEnd(List<Processes.Entry> entries) throws InterruptedException {
        long deadline = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (entries.stream().anyMatch(entry -> entry.handle().isAlive())) {
            assertThat(System.nanoTime()).as("still alive: " + entries).isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
