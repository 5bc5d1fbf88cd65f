package dev.bursar.cli.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes the signals that end a program, until closed. By reflection: every JDK has these classes in the module
 * jdk.unsupported, and the compiler warns of nothing else about them.
 */
final class Signals implements AutoCloseable {

    private static final List<String> ENDING = List.of("INT", "TERM", "HUP");

    private final Map<String, Object> before = new LinkedHashMap<>();

    /** @param taken is told the name of a signal, without SIG */
    static Signals to(Consumer<String> taken) {
        var signals = new Signals();
        for (var name : ENDING) {
            signals.handle(name, taken);
        }
        return signals;
    }

    private void handle(String name, Consumer<String> taken) {
        try {
            var handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler told = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    taken.accept(name);
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                default -> "signal handler";
            };
            before.put(
                    name,
                    install(name, Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, told)));
        } catch (ReflectiveOperationException | IllegalArgumentException notHere) {
            // A system without this signal, or a JVM that keeps it for itself: it ends this program as ever.
            before.remove(name);
        }
    }

    private static Object install(String name, Object handler) throws ReflectiveOperationException {
        var signal = Class.forName("sun.misc.Signal");
        return signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    }

    @Override
    public void close() {
        before.forEach((name, handler) -> {
            try {
                install(name, handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("could be installed before", e);
            }
        });
    }
}
