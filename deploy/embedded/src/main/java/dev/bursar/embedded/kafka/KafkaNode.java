package dev.bursar.embedded.kafka;

import dev.bursar.embedded.process.Lifeline;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** Main of the child JVM that is the Kafka node: formats its log folder where needed, then serves until its lifeline closes. */
public final class KafkaNode {

    private KafkaNode() {}

    /** Takes the properties file of the node; {@code cluster.id} in it names the cluster when the folder is formatted. */
    public static void main(String[] arguments) throws Exception {
        Lifeline.watch();
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(reader);
        }
        String clusterId = (String) properties.remove("cluster.id");
        try {
            KafkaConfig config = new KafkaConfig(properties, false);
            format(config, clusterId);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
            server.startup();
            server.awaitShutdown();
        } catch (RuntimeException failure) {
            failure.printStackTrace();
            // non-daemon threads of a half-started node would keep the JVM alive
            Runtime.getRuntime().halt(1);
        }
    }

    /** In this JVM it takes 15 ms, by Kafka's own command 0.7 s. */
    private static void format(KafkaConfig config, String clusterId) throws Exception {
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(config.nodeId())
                .setClusterId(clusterId)
                .setIgnoreFormatted(true)
                .setControllerListenerName(config.controllerListenerNames().get(0))
                .setMetadataLogDirectory(config.metadataLogDir());
        config.logDirs().forEach(formatter::addDirectory);
        formatter.run();
    }
}
