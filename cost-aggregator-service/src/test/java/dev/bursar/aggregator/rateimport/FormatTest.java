package dev.bursar.aggregator.rateimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.rateimport.Difference.Before;
import dev.bursar.aggregator.rateimport.Difference.Warning;
import dev.bursar.aggregator.rateimport.Difference.Warning.Kind;
import dev.bursar.aggregator.rateimport.Format.Terms;
import dev.bursar.aggregator.rateimport.PriceFile.LeftOut;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCardJson;
import dev.bursar.contract.pricing.RateCards;
import dev.bursar.contract.usage.Meter;
import dev.bursar.kit.problem.Problem.Fault;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {

    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private static PriceFile read(Format format, String data) throws JsonProcessingException {
        var terms = new Terms(NOW, LocalDate.parse("2026-10-31"), Optional.empty(), format.source());
        return format.read(Json.read(data), terms);
    }

    private static Difference between(PriceFile file, Format format, RateCards inForce, String... imported) {
        return Difference.between(file, format, new Before(inForce, Set.of(imported)));
    }

    private static RateCards inForce(String id, String card) throws JsonProcessingException {
        return new RateCards(List.of(RateCardJson.read(id, 1, Json.read(card))));
    }

    private static ObjectNode only(PriceFile file) {
        assertThat(file.faults()).isEmpty();
        assertThat(file.cards()).hasSize(1);
        return RateCardJson.write(file.cards().get(0));
    }

    @Test
    void liteLlmsPricesPerTokenBecomePricesPerMillionWithoutALostDigit() throws JsonProcessingException {
        // When
        var card = only(read(Format.LITELLM, """
                {"sample_spec": {"mode": "one of"},
                 "gemini/acme-pro": {"litellm_provider": "gemini", "mode": "chat", "max_tokens": 8192,
                   "input_cost_per_token": 1.25e-06, "output_cost_per_token": 1e-05, "cache_read_input_token_cost": 3.75e-08,
                   "cache_creation_input_token_cost_above_1hr": 2.5e-06, "output_cost_per_reasoning_token": 1.2e-05,
                   "input_cost_per_token_above_200k_tokens": 2.5e-06, "output_cost_per_token_above_200k_tokens": 1.5e-05,
                   "input_cost_per_token_batches": 6.25e-07, "input_cost_per_token_priority": 2e-06,
                   "input_cost_per_token_above_200k_tokens_priority": 4e-06, "output_cost_per_image": 0.04,
                   "search_context_cost_per_query": {"search_context_size_medium": 0.014}}}"""));

        // Then
        assertThat(card).hasToString(Json.read("""
                {"id": "google/acme-pro", "version": 1, "provider": "google",
                 "match": {"exact": ["acme-pro"], "prefix": [], "alias": []},
                 "effective_from": "2026-11-01T00:00:00Z", "currency": "USD",
                 "prices": {"cache_read": "0.0375", "cache_write_1h": "2.5", "input": "1.25", "output": "10", "reasoning": "12"},
                 "units": {"image": "0.04", "web_search": "0.014"},
                 "context_tiers": [{"over_input_tokens": 200000, "prices": {"input": "2.5", "output": "15"}, "units": {}}],
                 "service_tiers": {
                   "batch": {"multiplier": "1", "prices": {"input": "0.625"}, "units": {}},
                   "priority": {"multiplier": "1", "prices": {"input": "2"}, "units": {},
                     "context_tiers": [{"over_input_tokens": 200000, "prices": {"input": "4"}, "units": {}}]}},
                 "regions": {}, "hours": [], "source": "https://github.com/BerriAI/litellm", "as_of": "2026-10-31"}""").toString());
    }

    @Test
    void genAiPricesAreTakenByDateAndTimeOfTheDay() throws JsonProcessingException {
        // When
        var file = read(Format.GENAI_PRICES, """
                [{"id": "x-ai", "models": [{"id": "acme", "match": {"or": [{"equals": "acme-1"}, {"starts_with": "acme-2"}]},
                  "prices": [{"prices": {"input_mtok": 9}},
                    {"constraint": {"start_date": "2026-06-01"}, "prices": {"input_mtok": {"base": 2, "tiers": [{"start": 199999, "price": 4}]}, "web_searches_kcount": 10}},
                    {"constraint": {"start_date": "2026-12-24"}, "prices": {"input_mtok": 3}},
                    {"constraint": {"start_time": "16:30:00Z", "end_time": "00:30:00Z"}, "prices": {"input_mtok": 1.5}}]}]}]""");

        // Then
        assertThat(file.faults()).isEmpty();
        assertThat(file.cards())
                .extracting(RateCard::id, card -> card.effectiveFrom().toString())
                .containsExactly(tuple("xai/acme", "2026-11-01T00:00:00Z"), tuple("xai/acme", "2026-12-24T00:00:00Z"));
        var now = RateCardJson.write(file.cards().get(0));
        assertThat(now.path("prices").toString()).isEqualTo("{\"input\":\"2\"}");
        assertThat(now.path("units").toString()).isEqualTo("{\"web_search\":\"0.01\"}");
        assertThat(now.path("context_tiers").path(0).path("over_input_tokens").asInt())
                .isEqualTo(199_999);
        assertThat(now.path("match").toString())
                .isEqualTo("{\"exact\":[\"acme\",\"acme-1\"],\"prefix\":[\"acme-2\"],\"alias\":[]}");
        assertThat(file.cards().get(1).tariff().hours())
                .extracting(hours -> hours.from() + "-" + hours.to())
                .containsExactly("16:30-00:30");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LITELLM      | /data                                  | not_an_object | []",
                "LITELLM      | /data/a~1b                             | not_a_model   | {\"a/b\": {\"input_cost_per_token\": 1}}",
                "LITELLM      | /data/m/input_cost_per_token           | not_a_number  | {\"m\": {\"litellm_provider\": \"p\", \"input_cost_per_token\": \"1e-6\"}}",
                "LITELLM      | /data/m/input_cost_per_token           | negative      | {\"m\": {\"litellm_provider\": \"p\", \"input_cost_per_token\": -1e-6}}",
                "LITELLM      | /data/m/input_cost_per_token           | too_fine      | {\"m\": {\"litellm_provider\": \"p\", \"input_cost_per_token\": 1e-30}}",
                "LITELLM      | /data/m/input_cost_per_token_above_99999999999k_tokens | out_of_range | {\"m\": {\"litellm_provider\": \"p\", \"input_cost_per_token\": 1e-6, \"input_cost_per_token_above_99999999999k_tokens\": 1}}",
                "GENAI_PRICES | /data                                  | not_an_array  | {}",
                "GENAI_PRICES | /data/0/models/0/prices                | not_an_object | [{\"id\": \"p\", \"models\": [{\"id\": \"m\", \"match\": {\"equals\": \"m\"}, \"prices\": \"free\"}]}]",
                "GENAI_PRICES | /data/0/models/0/prices/input_mtok/tiers | not_tiers   | [{\"id\": \"p\", \"models\": [{\"id\": \"m\", \"match\": {\"equals\": \"m\"}, \"prices\": {\"input_mtok\": {\"base\": 1, \"tiers\": \"no\"}}}]}]",
                "GENAI_PRICES | /data/0                                | not_a_provider | [{\"id\": \"p\"}]",
                "GENAI_PRICES | /data/0/models/0                       | not_a_model   | [{\"id\": \"p\", \"models\": [{\"id\": \"m\"}]}]",
                "GENAI_PRICES | /data/0/models/0/prices                | not_an_object | [{\"id\": \"p\", \"models\": [{\"id\": \"m\", \"match\": {\"equals\": \"m\"}, \"prices\": [3]}]}]",
                "GENAI_PRICES | /data/0/models/0/prices/input_mtok     | not_a_number  | [{\"id\": \"p\", \"models\": [{\"id\": \"m\", \"match\": {\"equals\": \"m\"}, \"prices\": {\"input_mtok\": true, \"output_mtok\": 1}}]}]",
                "GENAI_PRICES | /data/0/models/0                       | not_a_time    | [{\"id\": \"p\", \"models\": [{\"id\": \"m\", \"match\": {\"equals\": \"m\"}, \"prices\": [{\"prices\": {\"input_mtok\": 1}}, {\"constraint\": {\"start_time\": \"late\", \"end_time\": \"00:30:00Z\"}, \"prices\": {\"input_mtok\": 1}}]}]}]"
            })
    void whatIsMalformedIsAFaultWithItsPlace(Format format, String pointer, String code, String data)
            throws JsonProcessingException {
        // When
        var file = read(format, data);

        // Then
        assertThat(file.faults()).extracting(Fault::pointer, Fault::code).containsExactly(tuple(pointer, code));
    }

    @Test
    void whatHasNoPriceIsSkippedAndNotTakenForFree() throws JsonProcessingException {
        assertThat(read(Format.LITELLM, """
                {"m": {"litellm_provider": "p", "input_cost_per_token": 0.0, "output_cost_per_token": 0.0}}""").skipped()).hasSize(1);
        assertThat(read(Format.GENAI_PRICES, """
                [{"id": "p", "models": [{"id": "m", "match": {"equals": "m"}, "prices": {}}]}]""").skipped()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e999999", "1e-999999999", "-1e999999999"})
    void aNumberThatNobodyCanWriteOutIsAFaultInFewWords(String price) throws JsonProcessingException {
        // When
        var file = read(
                Format.LITELLM,
                "{\"m\": {\"litellm_provider\": \"p\", \"mode\": \"chat\", \"input_cost_per_token\": " + price + "}}");

        // Then
        assertThat(file.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).hasSizeLessThan(100));
    }

    @Test
    void aFileThatSaysWhatIsInForceChangesNothing() throws JsonProcessingException {
        // Given
        var file = read(Format.LITELLM, """
                {"claude-sonnet-4-6": {"litellm_provider": "anthropic", "input_cost_per_token": 3e-06,
                   "output_cost_per_token": 1.5e-05, "cache_read_input_token_cost": 3e-07, "input_cost_per_token_batches": 1.5e-06}}""");

        // When
        var difference = between(file, Format.LITELLM, BuiltInRateCards.load());

        // Then
        assertThat(difference.changes()).isEmpty();
        assertThat(difference.unchanged()).isEqualTo(1);
    }

    @Test
    void aPriceThatChangesKeepsWhatTheFileCannotSayAndWarnsAboveHalf() throws JsonProcessingException {
        // Given
        var file = read(Format.LITELLM, """
                {"claude-sonnet-4-6": {"litellm_provider": "anthropic", "input_cost_per_token": 4.5e-06,
                   "output_cost_per_token": 2.3e-05},
                 "claude-new": {"litellm_provider": "anthropic", "input_cost_per_token": 1e-06}}""");

        // When
        var difference = between(file, Format.LITELLM, BuiltInRateCards.load());

        // Then
        var changed = difference.changes().get(0);
        assertThat(changed.card().tariff().regions()).containsEntry("us", new BigDecimal("1.1"));
        assertThat(changed.card().tariff().serviceTiers()).containsKey("batch");
        assertThat(changed.prices())
                .extracting(Difference.Price::what, Difference.Price::isLarge)
                .containsExactly(tuple("input", false), tuple("output", true));
        assertThat(difference.changes().get(1).instead()).isEmpty();
    }

    @Test
    void anUnknownModelIsAddedAsItIs() throws JsonProcessingException {
        // Given
        var file = read(Format.LITELLM, """
                {"m": {"litellm_provider": "acme", "input_cost_per_token": 1e-06}}""");

        // When
        var difference = between(file, Format.LITELLM, RateCards.NONE);

        // Then
        assertThat(difference.changes()).extracting(Difference.Change::card).isEqualTo(file.cards());
    }

    /** Such rows stand in the real files; one of them refused both whole. */
    @Test
    void whatBinaryFloatingPointLeftBehindIsNoPriceOfItsOwn() throws JsonProcessingException {
        // When
        var perMillion = only(read(Format.GENAI_PRICES, """
                [{"id": "acme", "models": [{"id": "m", "match": {"equals": "m"},
                  "prices": {"input_mtok": 0.18000000000000002, "output_mtok": 0.30000000000000004}}]}]"""));
        var perSecond = only(read(Format.LITELLM, """
                {"acme/whisper": {"litellm_provider": "acme", "input_cost_per_second": 0.00028333333333333335}}"""));

        // Then
        assertThat(perMillion.path("prices")).hasToString("{\"input\":\"0.18\",\"output\":\"0.3\"}");
        assertThat(perSecond.path("units")).hasToString("{\"audio_second\":\"0.000283333333\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LITELLM      | m   | {\"m\": {\"litellm_provider\": \"p\", \"currency\": \"EUR\", \"input_cost_per_token\": 1e-6}}",
                "LITELLM      | m   | {\"m\": {\"litellm_provider\": \"p\", \"currency\": 978, \"input_cost_per_token\": 1e-6}}",
                "GENAI_PRICES | p   | [{\"id\": \"p\", \"currency\": \"CNY\", \"models\": [{\"id\": \"m\", \"match\": {\"equals\": \"m\"}, \"prices\": {\"input_mtok\": 1}}]}]",
                "GENAI_PRICES | p/m | [{\"id\": \"p\", \"models\": [{\"id\": \"m\", \"currency\": \"CNY\", \"match\": {\"equals\": \"m\"}, \"prices\": {\"input_mtok\": 1}}]}]",
                "GENAI_PRICES | p/m | [{\"id\": \"p\", \"models\": [{\"id\": \"m\", \"match\": {\"equals\": \"m\"}, \"prices\": {\"input_mtok\": 1, \"currency\": \"CNY\"}}]}]",
                "GENAI_PRICES | p/m | [{\"id\": \"p\", \"models\": [{\"id\": \"m\", \"match\": {\"equals\": \"m\"}, \"prices\": [{\"prices\": {\"input_mtok\": 1, \"currency\": \"CNY\"}}]}]}]"
            })
    void aRowInOtherMoneyIsSkippedAndNeverTakenForUsd(Format format, String name, String data)
            throws JsonProcessingException {
        // When
        var file = read(format, data);

        // Then
        assertThat(file.cards()).isEmpty();
        assertThat(file.skipped())
                .extracting(LeftOut::name, LeftOut::why)
                .containsExactly(tuple(name, LeftOut.Why.CURRENCY_UNSUPPORTED));
    }

    @Test
    void aRowThatSaysUsdIsTaken() throws JsonProcessingException {
        assertThat(read(Format.LITELLM, """
                {"m": {"litellm_provider": "p", "currency": "usd", "input_cost_per_token": 1e-06}}""").cards()).hasSize(1);
    }

    @Test
    void namesInGenAiPricesAreTakenAsFarAsACardCanSayThem() throws JsonProcessingException {
        // When
        var file = read(Format.GENAI_PRICES, """
                [{"id": "p", "models": [{"id": "m", "prices": {"input_mtok": 1}, "match": {"or": [
                  {"equals": "m-1"}, {"starts_with": "m-2"}, {"contains": "m-3"}, {"ends_with": "m-4"},
                  {"regex": "^x/m-5\\\\.5-\\\\d{8}$"}, {"regex": "^m-6"}, {"regex": "m-[78]"}, {"regex": "^m-9-\\\\d{8}"},
                  {"and": [{"starts_with": "m"}, {"contains": "10"}]}, {"equals": 11}]}}]}]""");

        // Then
        var match = only(file).path("match");
        assertThat(match.path("exact")).hasToString("[\"m\",\"m-1\",\"m-4\",\"x/m-5.5\"]");
        assertThat(match.path("prefix")).hasToString("[\"m-2\",\"m-3\",\"m-6\"]");
        assertThat(file.narrowed())
                .extracting(LeftOut::name, LeftOut::why)
                .containsExactly(
                        tuple("p/m", LeftOut.Why.MATCH_NARROWED),
                        tuple("p/m", LeftOut.Why.MATCH_NARROWED),
                        tuple("p/m", LeftOut.Why.MATCH_UNSUPPORTED),
                        tuple("p/m", LeftOut.Why.MATCH_UNSUPPORTED),
                        tuple("p/m", LeftOut.Why.MATCH_UNSUPPORTED),
                        tuple("p/m", LeftOut.Why.MATCH_UNSUPPORTED));
        assertThat(file.narrowed().get(2).detail()).contains("m-[78]");
    }

    @Test
    void aPriceThatTheFileLeavesEmptyStaysAndIsWarnedOf() throws JsonProcessingException {
        // Given
        var before = inForce("acme/m", """
                {"provider": "acme", "match": {"exact": ["m"]}, "effective_from": "2026-01-01",
                 "prices": {"input": "1", "cache_read": "0.1"}, "regions": {"eu": "1.1"},
                 "context_tiers": [{"over_input_tokens": 200000, "prices": {"input": "2"}}]}""");
        var file = read(Format.LITELLM, """
                {"m": {"litellm_provider": "acme", "input_cost_per_token": 1e-06}}""");

        // When
        var difference = between(file, Format.LITELLM, before);

        // Then
        assertThat(difference.changes().get(0).card().prices().perMillion())
                .containsEntry(new Meter("cache_read"), new BigDecimal("0.1"));
        assertThat(difference.warnings())
                .extracting(
                        Warning::card,
                        Warning::kind,
                        warning -> warning.price().get().what())
                .containsExactly(
                        tuple("acme/m", Kind.PRICE_REMOVED, "over_200000/input"),
                        tuple("acme/m", Kind.PRICE_KEPT, "cache_read"));
    }

    @Test
    void aModelThatEarlierImportsHadAndTheFileHasNotIsWarnedOf() throws JsonProcessingException {
        // Given
        var file = read(Format.LITELLM, """
                {"m": {"litellm_provider": "acme", "input_cost_per_token": 1e-06},
                 "free-now": {"litellm_provider": "acme", "input_cost_per_token": 0.0}}""");

        // When
        var difference = between(file, Format.LITELLM, RateCards.NONE, "acme/m", "acme/gone", "acme/free-now");

        // Then
        assertThat(difference.warnings())
                .extracting(Warning::card, Warning::kind)
                .containsExactly(tuple("acme/free-now", Kind.MODEL_KEPT), tuple("acme/gone", Kind.MODEL_KEPT));
    }
}
