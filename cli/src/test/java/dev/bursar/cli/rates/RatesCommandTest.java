package dev.bursar.cli.rates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Outcome;
import dev.bursar.cli.StandIn;
import dev.bursar.cli.StandIn.Reply;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatesCommandTest {

    private static final String CARD = """
            {"id": "acme/large", "version": 2, "provider": "acme", "match": {"exact": ["large"], "prefix": ["large-"], "alias": []},
             "effective_from": "2026-01-01T00:00:00Z", "prices": {"input": "3", "output": "15"}, "units": {"web_search": "0.01"},
             "context_tiers": [{"over_input_tokens": 200000, "prices": {"input": "6"}, "units": {}}],
             "service_tiers": {"batch": {"multiplier": "0.5", "prices": {}, "units": {}}}, "regions": {"us": "1.1"}, "hours": [],
             "source": "contract", "as_of": "2026-10-01"}""";

    @TempDir
    private Path folder;

    private StandIn aggregator;

    @BeforeEach
    void start() throws IOException {
        aggregator = new StandIn();
    }

    @AfterEach
    void stop() {
        aggregator.close();
    }

    private Outcome run(String... arguments) {
        return Outcome.of(aggregator.environment(folder), arguments);
    }

    @Test
    void listsCardsWithTheirPrices() {
        // Given
        aggregator.on("GET /api/v1/rates", 200, "{\"items\":[" + CARD + "],\"next_cursor\":null}");

        // When
        var outcome = run("rates", "ls", "--own", "--provider", "acme");

        // Then
        assertThat(outcome.out()).isEqualToNormalizingNewlines("""
                CARD        INPUT  CACHED  OUTPUT  MORE                    FROM        BY
                acme/large      3       -      15  tiers batch web_search  2026-01-01  you
                """);
        assertThat(aggregator.only().target()).contains("origin=operator").contains("provider=acme");
    }

    @Test
    void showsEveryPriceAndVersion() {
        // Given
        aggregator
                .on("GET /api/v1/rates/acme%2Flarge", 200, CARD)
                .on(
                        "GET /api/v1/rates/acme%2Flarge/versions",
                        200,
                        "{\"items\":["
                                + CARD.replace(
                                        "\"as_of\"", "\"state\": \"active\", \"created_by\": \"root\", \"as_of\"")
                                + "]}");

        // When
        var outcome = run("rates", "show", "acme/large");

        // Then
        assertThat(outcome.out())
                .contains("models   large, large-...")
                .contains("price    over 200000 input $6 / 1M")
                .contains("price    batch × 0.5")
                .contains("price    region us × 1.1")
                .contains("price    web_search $0.01 each")
                .contains("root");
    }

    @Test
    void setsAPriceFromTodayOn() throws Exception {
        // Given
        aggregator.on("PUT /api/v1/rates/acme%2Flarge", 201, CARD);

        // When
        var outcome = run("rates", "set", "acme/large", "--price", "input=3,output=15", "--unit", "web_search=0.01");

        // Then
        assertThat(outcome.out()).startsWith("created acme/large, version 2");
        var body = aggregator.requests().get(1).json();
        assertThat(body.path("prices").toString()).contains("\"input\":\"3\"");
        assertThat(body.path("match").toString()).isEqualTo("{\"exact\":[\"large\"]}");
        assertThat(body.path("effective_from").asText()).isEqualTo("2026-11-22");
    }

    @Test
    void whatIsNotNamedStaysAsTheCardInForceHasIt() throws Exception {
        // Given
        aggregator.on("GET /api/v1/rates/acme%2Flarge", 200, """
                {"id": "acme/large", "version": 3, "built_in": true, "provider": "acme",
                 "match": {"exact": ["large"], "prefix": [], "alias": ["large-1"]}, "effective_from": "2020-01-01T00:00:00Z",
                 "prices": {"input": "3", "cache_read": "0.3", "output": "15"}, "units": {"web_search": "0.01"},
                 "service_tiers": {"batch": {"multiplier": "0.5", "prices": {}, "units": {}}}, "source": "https://acme.example"}""");
        aggregator.on("PUT /api/v1/rates/acme%2Flarge", 201, CARD);

        // When
        run("rates", "set", "acme/large", "--price", "input=2.7,output=13.5", "--source", "contract");

        // Then
        assertThat(aggregator.requests().get(1).json()).isEqualTo(Json.read("""
                {"id": "acme/large", "provider": "acme", "match": {"exact": ["large"], "prefix": [], "alias": ["large-1"]},
                 "effective_from": "2026-11-22", "prices": {"input": "2.7", "cache_read": "0.3", "output": "13.5"},
                 "units": {"web_search": "0.01"}, "service_tiers": {"batch": {"multiplier": "0.5", "prices": {}, "units": {}}},
                 "as_of": "2026-11-22", "source": "contract"}"""));
        run("rates", "set", "acme/large", "--price", "input=2.7", "--only");
        assertThat(aggregator.requests()).hasSize(3);
        assertThat(aggregator.requests().get(2).json().path("prices")).hasToString("{\"input\":\"2.7\"}");
    }

    @Test
    void declaresEveryModelOfAProviderFree() {
        // Given
        aggregator.on("PUT /api/v1/rates/ollama%2Flocal", 201, CARD);

        // When
        run("rates", "set", "ollama/local", "--prefix", "*", "--free");

        // Then
        var body = aggregator.only().json();
        assertThat(body.path("match").toString()).isEqualTo("{\"prefix\":[\"*\"]}");
        assertThat(body.path("prices").path("output").asText()).isEqualTo("0");
        assertThat(run("rates", "set", "ollama/local").code()).isEqualTo(Exit.BAD_USAGE);
    }

    @Test
    void anImportShowsItsDifferenceAndDoesItOnRequestOnly() throws IOException {
        // Given
        Files.writeString(folder.resolve("prices.json"), "{\"large\": {\"input_cost_per_token\": 0.0000031}}");
        aggregator.on("POST /api/v1/rates/import", request -> {
            boolean dry = request.json().path("dry_run").asBoolean();
            return new Reply(dry ? 200 : 201, """
                    {"added": 0, "changed": 1, "unchanged": 7, "dry_run": %s, "id": %s,
                     "skipped": [{"name": "yen", "reason": "currency_unsupported", "detail": "the row is in JPY"},
                                 {"name": "a", "reason": "no_price"}, {"name": "b", "reason": "no_price"}, {"name": "c", "reason": "no_price"},
                                 {"name": "d", "reason": "no_price"}, {"name": "e", "reason": "no_price"}, {"name": "f", "reason": "no_price"}],
                     "narrowed": [{"name": "acme/wide", "reason": "match_unsupported"}],
                     "changes": [{"id": "acme/large", "prices": [{"price": "input", "from": "1", "to": "3.1"}, {"price": "over_9/input", "from": "2", "to": null}]}],
                     "warnings": [{"id": "acme/large", "warning": "over_half", "price": "input", "from": "1", "to": "3.1"},
                                  {"id": "acme/large", "warning": "price_removed", "price": "over_9/input", "from": "2", "to": null},
                                  {"id": "acme/large", "warning": "price_kept", "price": "cache_read", "from": "1", "to": "1"},
                                  {"id": "acme/gone", "warning": "model_kept"}]}""".formatted(dry, dry ? "null" : "\"imp_1\""));
        });

        // When
        var shown = run("rates", "import", "--format", "litellm", "prices.json");
        var done = run("rates", "import", "--format", "litellm", "--apply", "prices.json");

        // Then
        assertThat(shown.out())
                .contains("acme/large  input            1  3.1  more than 50 %")
                .contains("acme/large  over_9/input     2    -  no longer in the file")
                .contains("0 added, 1 changed, 7 unchanged, 7 skipped, 1 change over 50 %")
                .contains("no longer in the file, the price in force stays: acme/large cache_read\n")
                .contains("no longer in the file, the card stays: acme/gone\n")
                .contains("skipped, currency_unsupported: 1 (yen)\n")
                .contains("skipped, no_price: 6 (a, b, c, d, e and 1 more, see --json)\n")
                .contains("taken, but not under every name, match_unsupported: 1 (acme/wide)\n")
                .contains("nothing changed yet");
        assertThat(done.out()).contains("bursar rates undo imp_1");
        assertThat(aggregator.requests().get(0).body()).contains("0.0000031");
    }

    @Test
    void anImportOfNoFileSaysSo() {
        // When
        var outcome = run("rates", "import", "--format", "litellm", "nofile.json");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err()).contains("no such file: ", "nofile.json").doesNotContain("Exception");
    }

    @Test
    void takesAnImportBack() {
        // Given
        aggregator.on("POST /api/v1/rates/import/imp_1/undo", 200, "{\"id\": \"imp_1\", \"cards\": 12}");

        // Then
        assertThat(run("rates", "undo", "imp_1").out()).contains("undone imp_1: 12 cards");
    }

    @Test
    void listsTheImportsThatCanBeTakenBack() {
        // Given
        aggregator.on("GET /api/v1/rates/import", 200, """
                {"items": [
                 {"id": "imp_2", "format": "litellm", "cards": 86, "imported_by": "root", "imported_at": "2026-11-02T10:00:00Z",
                  "undone_by": null, "undone_at": null},
                 {"id": "imp_1", "format": "genai-prices", "cards": 829, "imported_by": "root", "imported_at": "2026-11-01T10:00:00Z",
                  "undone_by": "root", "undone_at": "2026-11-01T11:00:00Z"}], "next_cursor": null}""");

        // When
        var outcome = run("rates", "imports", "--csv");

        // Then
        assertThat(outcome.out()).isEqualToNormalizingNewlines("""
                id,format,cards,imported_by,imported_at,undone_by,undone_at
                imp_2,litellm,86,root,2026-11-02T10:00:00Z,,
                imp_1,genai-prices,829,root,2026-11-01T10:00:00Z,root,2026-11-01T11:00:00Z
                """);
        assertThat(run("rates", "imports").out()).contains("imp_2", "829", "UNDONE");
    }

    @Test
    void anImportThatIsUndoneAlreadyIsSaidToBe() {
        // Given
        aggregator.on("POST /api/v1/rates/import/imp_1/undo", 409, """
                {"type": "urn:bursar:problem:conflict", "detail": "import imp_1 is undone already: by root at 2026-11-01T00:00:00Z; nothing changed"}""");

        // When
        var outcome = run("rates", "undo", "imp_1");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err())
                .contains("import imp_1 is undone already: by root")
                .doesNotContain("count no more");
    }

    @Test
    void aNameOfOnesOwnGetsTheCardOfTheModelThatAnswers() {
        // Given
        aggregator
                .on("POST /api/v1/estimates", RatesCommandTest::pricedIfLarge)
                .on("GET /api/v1/rates/acme%2Flarge", 200, CARD)
                .on("PUT /api/v1/rates/acme%2Fmine", 201, "{\"id\": \"acme/mine\", \"version\": 1}");

        // When
        var outcome = run("rates", "alias", "acme/large-2026-01-01", "mine");

        // Then
        assertThat(outcome.out()).contains("created acme/mine, version 1, as acme/large from 2026-01-01: ");
        var put = aggregator.requests().get(3).json();
        assertThat(put.path("match")).hasToString("{\"exact\":[\"mine\"]}");
        assertThat(put.at("/prices/input").asText()).isEqualTo("3");
        assertThat(put.at("/service_tiers/batch/multiplier").asText()).isEqualTo("0.5");
        assertThat(put.path("source").asText()).isEqualTo("as acme/large: contract");
        assertThat(put.has("version")).isFalse();
    }

    @Test
    void aNameThatABuiltInCardPricesIsOverriddenOnRequestOnly() {
        // Given
        aggregator
                .on("POST /api/v1/estimates", RatesCommandTest::pricedIfLarge)
                .on("GET /api/v1/rates/acme%2Flarge", 200, CARD.replace("{\"id\"", "{\"built_in\": true, \"id\""))
                .on("PUT /api/v1/rates/acme%2Fmine", 201, "{\"id\": \"acme/mine\", \"version\": 1}")
                .on("PUT /api/v1/rates/acme%2Flarge-2", 201, "{\"id\": \"acme/large-2\", \"version\": 1}");

        // When
        var refused = run("rates", "alias", "acme/large", "mine", "large-2");
        var untouched = aggregator.requests().stream()
                .noneMatch(request -> request.method().equals("PUT"));
        var done = run("rates", "alias", "acme/large", "mine", "large-2", "--override");

        // Then
        assertThat(refused.code()).isEqualTo(Exit.PROBLEM);
        assertThat(refused.err())
                .contains("acme/large-2 has a price already, that of the built-in card acme/large", "--override");
        assertThat(untouched).isTrue();
        assertThat(done.out()).contains("created acme/mine", "created acme/large-2");
    }

    private static Reply pricedIfLarge(StandIn.Request request) {
        boolean large = request.json().path("model").asText().startsWith("large");
        return new Reply(200, large ? "{\"rate_card\": {\"id\": \"acme/large\"}}" : "{\"rate_card\": null}");
    }

    @Test
    void whatTheCommandLineSaysWrongIsBadUsage() {
        // When
        var format = run("rates", "import", "--format", "foo", "prices.json");
        var price = run("rates", "set", "acme/large", "--price", "input=-1");
        var day = run("rates", "set", "acme/large", "--free", "--from", "2026-99-01");

        // Then
        assertThat(format.code()).isEqualTo(Exit.BAD_USAGE);
        assertThat(format.err()).contains("There is no --format foo: litellm or genai-prices");
        assertThat(price.code()).isEqualTo(Exit.BAD_USAGE);
        assertThat(price.err()).contains("--price input=-1: an amount in USD is 0 or more");
        assertThat(day.code()).isEqualTo(Exit.BAD_USAGE);
        assertThat(day.err()).contains("there is no such date: '2026-99-01'").doesNotContain("java.");
        assertThat(aggregator.requests()).isEmpty();
    }

    @Test
    void aModelWithoutACardHasNoPricesToGive() {
        // Given
        aggregator.on("POST /api/v1/estimates", 200, "{\"rate_card\": null}");

        // When
        var outcome = run("rates", "alias", "acme/none", "mine");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err()).contains("no rate card covers acme/none");
    }
}
