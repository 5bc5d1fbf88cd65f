package dev.bursar.embedded.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback interface. */
public final class Ports {

    /** Below the range from which Linux (32768) and macOS (49152) take the ports of outgoing connections. */
    private static final int LOWEST = 20_000;

    private static final int BEYOND = 32_000;

    private Ports() {}

    /** {@code count} different ports that nobody listens on at this moment. */
    public static List<Integer> free(int count) {
        Set<Integer> found = new LinkedHashSet<>();
        while (found.size() < count) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
            if (isFree(port)) {
                found.add(port);
            }
        }
        return List.copyOf(found);
    }

    public static boolean isFree(int port) {
        return canListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canListen(new InetSocketAddress(port));
    }

    /** Whether somebody answers there. */
    public static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean canListen(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            // as servers do: a port whose last connections linger in TIME_WAIT is free
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
