package dev.bursar.aggregator.intake;

import static dev.bursar.aggregator.intake.Events.event;
import static dev.bursar.aggregator.intake.Events.ranked;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.aggregator.Audit;
import dev.bursar.contract.usage.Series;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.Installation;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Claude Sonnet 4.5 costs $3 and $15 per million: 1000 in and 100 out are $0.0045. */
@QuarkusTest
@WithTestResource(BursarTestResource.class)
class PostingIT {

    private static Books books;

    /** Each test has a principal of its own, and so a place of its own in the books. */
    private final String principal = "p-" + UUID.randomUUID();

    @TestHTTPResource(management = true)
    URI management;

    @BeforeAll
    static void open() {
        books = new Books(Installation.shared());
    }

    @AfterAll
    static void close() {
        books.close();
    }

    @Test
    void pricesAnEventExactlyAndPinsItsRateCard() {
        // When
        books.publish(event(principal, "one", 1000, 100));
        books.awaitTaken(principal);

        // Then
        assertThat(books.entries(principal, "one")).containsExactly("usage 0.0045 1");
        assertThat(books.rows("select card_id || ' ' || card_version from ledger_entry where event_id = 'one'"
                        + " and principal = '" + principal + "'"))
                .containsExactly("anthropic/claude-sonnet-4-5 1");
    }

    @Test
    void aSecondDeliveryIsAReplayAndChangesNothing() {
        // When
        books.publish(event(principal, "one", 1000, 100), event(principal, "one", 1000, 100));
        books.awaitTaken(principal);
        books.publish(event(principal, "one", 1000, 100));
        books.awaitTaken(principal);

        // Then
        assertThat(books.entries(principal, "one")).containsExactly("usage 0.0045 1");
    }

    @Test
    void aRetryWithANewTimeIsAReplay() {
        // When
        books.publish(event(principal, "one", 1000, 100));
        books.publish(Events.at(event(principal, "one", 1000, 100), Events.TIME.plusSeconds(90)));
        books.awaitTaken(principal);

        // Then
        assertThat(books.entries(principal, "one")).containsExactly("usage 0.0045 1");
    }

    @Test
    void aHigherSequenceSupersedesByAReversalAndAFreshPosting() {
        // When
        books.publish(ranked(event(principal, "one", 1000, 100), Events.DIRECT, 1));
        books.awaitTaken(principal);
        books.publish(ranked(event(principal, "one", 1000, 200), Events.DIRECT, 2));
        books.awaitTaken(principal);

        // Then
        assertThat(books.entries(principal, "one"))
                .containsExactly("usage 0.0045 1", "adjustment -0.0045 -1", "adjustment 0.006 1");
    }

    @Test
    void aRicherPathSupersedesWhateverItsSequence() {
        // When
        books.publish(ranked(event(principal, "one", 1000, 90), Events.SPAN, 7));
        books.awaitTaken(principal);
        books.publish(ranked(event(principal, "one", 1000, 100), Events.BODY, 0));
        books.awaitTaken(principal);

        // Then
        assertThat(books.entries(principal, "one"))
                .containsExactly("usage 0.00435 1", "adjustment -0.00435 -1", "adjustment 0.0045 1");
    }

    @Test
    void aSnapshotThatComesLateIsStaleAndHasNoEffect() {
        // When
        books.publish(
                ranked(event(principal, "one", 1000, 300), Events.DIRECT, 3),
                ranked(event(principal, "one", 1000, 200), Events.DIRECT, 2));
        books.awaitTaken(principal);
        books.publish(ranked(event(principal, "one", 1000, 100), Events.DIRECT, 1));
        books.awaitTaken(principal);

        // Then
        assertThat(books.entries(principal, "one")).containsExactly("usage 0.0075 1");
    }

    @Test
    void aSpanThatSaysNoMoreThanTheCallsWithinItIsNone() {
        // Given
        var around = Optional.of("trace-1");
        var named = Optional.of("chatcmpl-" + principal.replaceAll("\\W", ""));
        var unnamed = Optional.<String>empty();

        // When
        books.publish(Events.within(around, named, event(principal, "trace-2", 1000, 100)));
        books.awaitTaken(principal);
        books.publish(
                Events.within(around, unnamed, event(principal, "trace-3", 10, 1)),
                Events.within(unnamed, unnamed, event(principal, "trace-1", 1010, 101)));
        books.awaitTaken(principal);
        books.publish(Events.within(unnamed, unnamed, event(principal, "trace-1", 1010, 101)));
        books.awaitTaken(principal);

        // Then
        assertThat(books.entries(principal, "trace-2")).containsExactly("usage 0.0045 1");
        assertThat(books.entries(principal, "trace-3")).hasSize(1);
        assertThat(books.entries(principal, "trace-1")).isEmpty();
    }

    /** A budget whose counters the auditor compares with what the ledger has of this test. */
    private void budget() {
        given().auth()
                .oauth2(TestTokens.mint("root", "admin"))
                .contentType("application/json")
                .body("{\"match\": {\"principal\": \"" + principal
                        + "\"}, \"limit\": {\"usd\": \"1\"}, \"mode\": \"soft\","
                        + " \"window\": {\"calendar\": \"day\"}}")
                .put("/api/v1/budgets/" + principal)
                .then()
                .statusCode(201);
    }

    private UsageEvent total(String id, int minute, long input) {
        var event = Events.at(event(principal, id, input, 0), Events.TIME.plusSeconds(60L * minute));
        return Events.inSeries(event, new Series("thread", false));
    }

    @Test
    void aRunningTotalIsBookedWithItsShareWhateverTheOrder() {
        // Given
        budget();

        // When
        books.publish(total("third", 3, 5000), event(principal, "other", 1000, 0));
        books.awaitTaken(principal);
        books.publish(total("first", 1, 1000), total("second", 2, 3000), total("first", 1, 1000));
        books.awaitTaken(principal);
        books.publish(total("fourth", 4, 4000), total("fifth", 5, 4000));
        books.awaitTaken(principal);

        // Then
        assertThat(books.entries(principal, "first")).containsExactly("usage 0.003 1");
        assertThat(books.entries(principal, "second")).containsExactly("usage 0.006 1");
        assertThat(books.entries(principal, "third"))
                .containsExactly("usage 0.015 1", "adjustment -0.015 -1", "adjustment 0.006 1");
        assertThat(books.entries(principal, "fourth")).containsExactly("usage 0.012 1");
        assertThat(books.entries(principal, "fifth")).containsExactly("usage 0 1");
        assertThat(books.entries(principal, "other")).containsExactly("usage 0.003 1");
        assertThat(books.rows("select given #>> '{total,input}' from ledger_entry where event_id = 'third'"
                        + " and principal = '" + principal + "' order by revision"))
                .containsExactly("5000", "-5000", "5000");
        new Audit(management).assertNoDrift();
    }

    @Test
    void aTotalWhoseCallIsKnownBetterIsStillWhatItsSuccessorGoesOnFrom() {
        // Given
        budget();
        books.publish(total("first", 1, 1000), total("second", 2, 3000), total("third", 3, 6000));
        books.awaitTaken(principal);

        // When
        books.publish(ranked(event(principal, "second", 2500, 0), Events.BODY, 0));
        books.awaitTaken(principal);
        books.publish(total("then", 2, 4000));
        books.awaitTaken(principal);

        // Then
        assertThat(books.entries(principal, "second"))
                .containsExactly("usage 0.006 1", "adjustment -0.006 -1", "adjustment 0.0075 1");
        assertThat(books.entries(principal, "third"))
                .containsExactly("usage 0.009 1", "adjustment -0.009 -1", "adjustment 0.006 1");
        assertThat(books.entries(principal, "then")).containsExactly("usage 0.003 1");
        new Audit(management).assertNoDrift();
    }

    @Test
    void aTotalThatComesAfterTheBodyOfItsCallIsNotBookedButBoundsItsNeighbours() {
        // Given
        books.publish(ranked(event(principal, "second", 2500, 0), Events.BODY, 0));
        books.publish(total("first", 1, 1000), total("third", 3, 6000));
        books.awaitTaken(principal);

        // When
        books.publish(total("second", 2, 3000));
        books.awaitTaken(principal);

        // Then
        assertThat(books.entries(principal, "second")).containsExactly("usage 0.0075 1");
        assertThat(books.entries(principal, "third"))
                .containsExactly("usage 0.015 1", "adjustment -0.015 -1", "adjustment 0.009 1");
    }

    @Test
    void otherContentOfTheSameRankIsSetAsideAsAConflict() {
        // When
        books.publish(event(principal, "one", 1000, 100));
        books.awaitTaken(principal);
        books.publish(event(principal, "one", 1000, 999));
        books.awaitTaken(principal);

        // Then
        assertThat(books.entries(principal, "one")).containsExactly("usage 0.0045 1");
        assertThat(books.rows("select reason from set_aside where principal = '" + principal + "'"))
                .containsExactly("identity_conflict");
    }

    @Test
    void whatCanNotBeReadIsSetAsideAloneAndItsNeighboursAreBooked() {
        // When
        books.publish(event(principal, "before", 1000, 100));
        books.publish(principal, Books.utf8("{\"specversion\": \"1.0\", \"id\": \"broken-" + principal + "\""));
        books.publish(event(principal, "after", 1000, 100));
        books.awaitTaken(principal);

        // Then
        assertThat(books.entries(principal, "before")).hasSize(1);
        assertThat(books.entries(principal, "after")).hasSize(1);
        assertThat(books.number("select count(*) from set_aside where reason = 'malformed'"))
                .isPositive();
    }

    @Test
    void theDatabaseItselfRefusesToChangeOrRemoveAnEntry() {
        // Given
        books.publish(event(principal, "one", 1000, 100));
        books.awaitTaken(principal);

        // When
        for (var sql : List.of(
                "update ledger_entry set cost = 0",
                "delete from ledger_entry",
                "truncate ledger_entry",
                "drop table ledger_entry",
                "delete from event_identity")) {

            // Then
            assertThatThrownBy(() -> books.run(Installation.SERVICES, Installation.SERVICES_PASSWORD, sql))
                    .as(sql)
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
        assertThat(books.entries(principal, "one")).containsExactly("usage 0.0045 1");
    }
}
