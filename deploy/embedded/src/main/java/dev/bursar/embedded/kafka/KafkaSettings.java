package dev.bursar.embedded.kafka;

import java.nio.file.Path;
import java.util.Properties;

/**
 * What a Kafka node is started with.
 *
 * @param data its log folder; formatted when empty
 * @param log what the node says about itself
 * @param controllerPort of the KRaft controller in the same process
 */
public record KafkaSettings(Path data, Path log, int port, int controllerPort) {

    /** 16 bytes in URL-safe Base64; one folder is one cluster, so a constant tells enough. */
    private static final String CLUSTER_ID = "YnVyc2FyLWVtYmVkZGVkLQ";

    /** For {@code bootstrap.servers}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    Properties properties() {
        Properties node = new Properties();
        node.setProperty("cluster.id", CLUSTER_ID);
        node.setProperty("process.roles", "broker,controller");
        node.setProperty("node.id", "1");
        node.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        node.setProperty("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        node.setProperty("controller.listener.names", "CONTROLLER");
        node.setProperty("log.dirs", data.toAbsolutePath().toString());
        node.setProperty("auto.create.topics.enable", "false");
        // one node: what is replicated elsewhere is here once
        node.setProperty("offsets.topic.replication.factor", "1");
        node.setProperty("transaction.state.log.replication.factor", "1");
        node.setProperty("transaction.state.log.min.isr", "1");
        node.setProperty("share.coordinator.state.topic.replication.factor", "1");
        node.setProperty("share.coordinator.state.topic.min.isr", "1");
        // few clients: fewer files, a quicker first consumer
        node.setProperty("offsets.topic.num.partitions", "4");
        node.setProperty("transaction.state.log.num.partitions", "4");
        node.setProperty("group.initial.rebalance.delay.ms", "0");
        node.setProperty("num.network.threads", "2");
        node.setProperty("num.io.threads", "4");
        // bytes of heap; Kafka's own 128 MiB would not fit into this node
        node.setProperty("log.cleaner.dedupe.buffer.size", "16777216");
        node.setProperty("log.cleaner.backoff.ms", "5000");
        return node;
    }
}
