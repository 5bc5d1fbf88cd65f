package dev.bursar.gate.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.AccountState;
import dev.bursar.gate.budget.BudgetView.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetViewTest {

    private static final Instant NOW = KnownBooks.NOW;
    private static final AccountKey KEY = AccountKey.parse("b/team=x").orElseThrow();

    private final BudgetView view = new BudgetView();

    private static State state(long epoch, long version, String held) {
        return new State(
                Optional.of(new AccountState(KEY, epoch, version, new BigDecimal(held), false, List.of(), NOW)));
    }

    private static Heartbeat beat(Instant at, long epoch) {
        return new Heartbeat(at, epoch, at);
    }

    private String held() {
        return view.state(KEY, NOW)
                .flatMap(State::state)
                .map(state -> state.held().toPlainString())
                .orElse("untouched");
    }

    private void readToTheEnd() {
        view.definitions().caughtUp();
        view.states().caughtUp();
    }

    @Test
    void theNewerVersionWinsAndALowerEpochIsDropped() {
        // Given
        view.states().put(KEY, state(2, 5, "1"));

        // When
        view.states().put(KEY, state(2, 4, "2"));
        view.states().put(KEY, state(1, 99, "3"));
        readToTheEnd();

        // Then
        assertThat(held()).isEqualTo("1");
    }

    @Test
    void aHigherEpochWinsWithALowerVersion() {
        // Given
        view.states().put(KEY, state(1, 99, "3"));
        readToTheEnd();

        // When
        view.states().put(KEY, state(2, 1, "4"));

        // Then
        assertThat(held()).isEqualTo("4");
    }

    @Test
    void statesOfAFormerEpochCountUntilTheirSuccessorsHadTimeToArrive() {
        // Given
        view.states().put(KEY, state(1, 1, "3"));
        readToTheEnd();

        // When
        view.heard(beat(NOW, 2), NOW);

        // Then
        assertThat(view.state(KEY, NOW.plusSeconds(9))).isPresent();
        assertThat(view.state(KEY, NOW.plusSeconds(10))).isEmpty();
    }

    @Test
    void aTombstoneMakesAnAccountUntouchedAgain() {
        // Given
        view.states().put(KEY, state(1, 1, "3"));
        readToTheEnd();

        // When
        view.states().remove(KEY);

        // Then
        assertThat(held()).isEqualTo("untouched");
    }

    @Test
    void whatWasTakenAwayDuringAnOutageIsGoneOnceTheTopicIsReadAgain() {
        // Given
        view.states().put(KEY, state(1, 1, "3"));
        readToTheEnd();

        // When
        view.lost(NOW);
        view.states().begin();
        var whileReading = held();
        view.states().caughtUp();

        // Then
        assertThat(whileReading).isEqualTo("3");
        assertThat(held()).isEqualTo("untouched");
    }

    @Test
    void aViewIsFreshFromTheFirstHeartbeatUntilFiveAreMissed() {
        // Given
        var before = view.freshness(NOW);
        readToTheEnd();

        // When
        view.heard(beat(NOW, 1), NOW);

        // Then
        assertThat(before).isEqualTo(new Freshness.Never());
        assertThat(view.freshness(NOW.plusSeconds(5))).isEqualTo(new Freshness.Fresh(NOW));
        assertThat(view.freshness(NOW.plusMillis(5_001))).isEqualTo(new Freshness.Stale(NOW, Duration.ofMillis(5_001)));
    }

    @Test
    void aViewThatIsReadAnewIsAsOldAsItsLoss() {
        // Given
        readToTheEnd();
        view.heard(beat(NOW, 1), NOW);

        // When
        view.lost(NOW.plusSeconds(1));
        view.states().begin();
        view.heard(beat(NOW.plusSeconds(20), 1), NOW.plusSeconds(20));

        // Then
        assertThat(view.freshness(NOW.plusSeconds(20)))
                .isEqualTo(new Freshness.Stale(NOW.plusSeconds(1), Duration.ofSeconds(19)));
        view.states().caughtUp();
        assertThat(view.freshness(NOW.plusSeconds(20))).isEqualTo(new Freshness.Fresh(NOW.plusSeconds(20)));
    }

    @Test
    void anEchoOfAFormerPublisherIsNoHeartbeat() {
        // Given
        readToTheEnd();
        view.heard(beat(NOW, 2), NOW);

        // When
        view.heard(beat(NOW.plusSeconds(3), 1), NOW);
        view.heard(beat(NOW.minusSeconds(3), 2), NOW);

        // Then
        assertThat(view.freshness(NOW)).isEqualTo(new Freshness.Fresh(NOW));
    }

    @Test
    void listedRowsFollowEveryChange() {
        // Given
        var table = new Table<String, String>((former, next) -> next);
        table.put("a", "1");
        var unread = List.copyOf(table.rows());
        table.caughtUp();
        var read = List.copyOf(table.rows());

        // When
        table.put("b", "2");
        table.remove("a");

        // Then
        assertThat(unread).isEmpty();
        assertThat(read).containsExactly("1");
        assertThat(table.rows()).containsExactly("2");
    }
}
