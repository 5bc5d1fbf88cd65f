package dev.bursar.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A day of traffic, the same for the same day and seed: what was called is drawn from them alone, only when it was
 * called goes back from now. So a second run on a day sends the same calls under the same ids, and changes nothing.
 *
 * @param day that the calls are named after
 * @param until the end of their 24 hours
 */
record DemoDay(LocalDate day, long seed, Instant until, ZoneId zone) {

    static final int CALLS = 2_400;

    /** Load by local hour: agents work when people do, and some at night. */
    private static final int[] CURVE = {2, 2, 1, 1, 1, 2, 3, 6, 11, 16, 18, 17, 12, 14, 18, 19, 17, 13, 9, 7, 6, 5, 4, 3
    };

    private static final int AT_ONCE = 6;
    private static final int LONGEST_MISSION = 34;
    private static final int FAILS_IN = 60;

    /** A piece of work that its agent is at. */
    private static final class Mission {

        private final Agent agent;
        private final String id;
        private final String session;
        private final int calls;
        private int done;

        private Mission(Agent agent, String id, String session, int calls) {
            this.agent = agent;
            this.id = id;
            this.session = session;
            this.calls = calls;
        }

        private String step() {
            return agent.steps()
                    .get(Math.min(
                            done * agent.steps().size() / calls, agent.steps().size() - 1));
        }
    }

    /** What every session of this day and seed begins with. */
    String sessions() {
        return "demo-" + DateTimeFormatter.BASIC_ISO_DATE.format(day) + "-" + seed + "-";
    }

    /** In order of time. */
    List<DemoCall> calls() {
        var random = new Random(day.toEpochDay() * 31 + seed);
        var times = times();
        var running = new ArrayList<Mission>();
        var calls = new ArrayList<DemoCall>(CALLS);
        int missions = 0;
        for (int i = 0; i < CALLS; i++) {
            while (running.size() < AT_ONCE) {
                running.add(mission(random, ++missions));
            }
            var mission = running.get(random.nextInt(AT_ONCE));
            calls.add(call(mission, i, times.get(i), random));
            mission.done++;
            if (mission.done == mission.calls) {
                running.remove(mission);
            }
        }
        return calls;
    }

    private Mission mission(Random random, int number) {
        var agent = pick(random, Agent.ALL, Agent.ALL.stream().map(Agent::share).toList());
        var id = "m-" + DateTimeFormatter.ofPattern("MMdd").format(day) + "-" + String.format("%03d", number);
        int calls = agent.steps().size() + random.nextInt(LONGEST_MISSION);
        return new Mission(agent, id, sessions() + String.format("%03d", number), calls);
    }

    private DemoCall call(Mission mission, int number, Instant time, Random random) {
        var agent = mission.agent;
        var model = pick(
                random,
                agent.models(),
                agent.models().stream().map(Agent.ModelUse::share).toList());
        boolean failed = random.nextInt(FAILS_IN) == 0;
        return new DemoCall(
                "urn:bursar:demo:" + day + ":" + seed,
                String.format("%05d", number),
                time,
                agent,
                model,
                mission.id,
                mission.step(),
                mission.session,
                failed ? Map.of("input", 0L, "output", 0L) : usage(model, random),
                failed ? 200 + random.nextInt(900) : 900 + random.nextInt(14_000),
                failed);
    }

    private static Map<String, Long> usage(Agent.ModelUse model, Random random) {
        var usage = new LinkedHashMap<String, Long>();
        usage.put("input", around(model.input(), random));
        put(usage, "cache_read", model.cacheRead(), random);
        put(usage, "cache_write_5m", model.cacheWrite(), random);
        usage.put("output", around(model.output(), random));
        put(usage, "reasoning", model.reasoning(), random);
        if (model.searches() > 0) {
            usage.put("web_search", (long) random.nextInt(model.searches() + 1));
        }
        return usage;
    }

    private static void put(Map<String, Long> usage, String meter, int usual, Random random) {
        if (usual > 0) {
            usage.put(meter, around(usual, random));
        }
    }

    /** From a quarter of the usual to seven quarters, small ones more often. */
    private static long around(int usual, Random random) {
        int spread = Math.min(random.nextInt(usual), random.nextInt(usual)) + random.nextInt(1 + usual / 2);
        return usual / 4 + spread;
    }

    private static <T> T pick(Random random, List<T> from, List<Integer> shares) {
        int at = random.nextInt(shares.stream().mapToInt(Integer::intValue).sum());
        for (int i = 0; i < from.size(); i++) {
            at -= shares.get(i);
            if (at < 0) {
                return from.get(i);
            }
        }
        throw new IllegalStateException("shares add up to more than their sum");
    }

    /** The instants of all calls: as many in each minute as its hour's load says. */
    private List<Instant> times() {
        var start = until.minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
        long[] load = new long[(int) Duration.ofDays(1).toMinutes()];
        long all = 0;
        for (int minute = 0; minute < load.length; minute++) {
            load[minute] =
                    CURVE[start.plus(minute, ChronoUnit.MINUTES).atZone(zone).getHour()];
            all += load[minute];
        }
        var times = new ArrayList<Instant>(CALLS);
        long before = 0;
        int minute = 0;
        for (int i = 0; i < CALLS; i++) {
            long place = all * i / CALLS;
            while (before + load[minute] <= place) {
                before += load[minute++];
            }
            long millis = (place - before) * Duration.ofMinutes(1).toMillis() / load[minute];
            times.add(start.plus(minute, ChronoUnit.MINUTES).plusMillis(millis + i % 40));
        }
        return times;
    }
}
