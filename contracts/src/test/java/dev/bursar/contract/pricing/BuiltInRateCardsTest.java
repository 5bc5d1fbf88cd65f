package dev.bursar.contract.pricing;

import static dev.bursar.contract.pricing.Cards.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.pricing.RateCards.Found;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInRateCardsTest {

    private static final RateCards CARDS = BuiltInRateCards.load();
    private static final Usage MILLION_EACH = usage(Map.of("input", 1_000_000, "output", 1_000_000));

    static Stream<RateCard> cards() {
        return CARDS.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cards")
    void everyCardNamesItsSourceAndItsDay(RateCard card) {
        assertThat(card.source()).startsWith("https://");
        assertThat(card.asOf()).isBetween("2025-12-01", "2026-12-31");
        assertThat(card.id()).startsWith(card.provider() + "/");
    }

    @ParameterizedTest
    @MethodSource("cards")
    void everyCardIsFoundByEachOfItsNames(RateCard card) {
        var names = Stream.concat(card.match().exact().stream(), card.match().alias().stream());
        assertThat(names)
                .allSatisfy(name -> assertThat(id(card.provider(), name)).isEqualTo(card.id()));
    }

    @Test
    void theCurrentModelsOfEveryProviderHaveACard() {
        // When
        var models = cards().map(RateCard::id).distinct().toList();

        // Then
        assertThat(models).hasSizeGreaterThan(700);
        assertThat(models.stream().map(id -> id.substring(0, id.indexOf('/'))).distinct())
                .containsExactlyInAnyOrderElementsOf(BuiltInRateCards.FILES);
    }

    @Test
    void noTwoCardsOfOneModelBeginAtTheSameInstant() {
        // When
        var versions = cards().collect(Collectors.groupingBy(card -> card.id() + card.effectiveFrom()));

        // Then
        assertThat(versions.values()).allMatch(same -> same.size() == 1);
    }

    @ParameterizedTest
    @CsvSource({
        "openai,    gpt-4o-2024-08-06,                   openai/gpt-4o",
        "openai,    gpt-4o-2024-05-13,                   openai/gpt-4o-2024-05-13",
        "openai,    gpt-4o-audio-preview-2024-12-17,     openai/gpt-4o-audio-preview",
        "openai,    gpt-4o-mini-search-preview-2025-03-11, openai/gpt-4o-mini-search-preview",
        "openai,    gpt-5-2025-08-07,                    openai/gpt-5",
        "openai,    gpt-5-pro-2025-10-06,                openai/gpt-5-pro",
        "openai,    gpt-5.6,                             openai/gpt-5.6-sol",
        "openai,    o3-pro,                              openai/o3-pro",
        "openai,    ft:gpt-4o-mini-2024-07-18:acme::x,   openai/ft-gpt-4o-mini",
        "openai,    ft:gpt-4.1-2025-04-14:acme::x,       openai/ft-gpt-4.1",
        "openai,    ft:gpt-4.1-nano-2025-04-14:acme::x,  openai/ft-gpt-4.1-nano",
        "openai,    gpt-image-2.5-flare-2026-09-08,      openai/gpt-image-2.5",
        "anthropic, claude-sonnet-4-5-20250929,          anthropic/claude-sonnet-4-5",
        "anthropic, claude-sonnet-4-5[1m],               anthropic/claude-sonnet-4-5",
        "anthropic, claude-sonnet-4-20250514,            anthropic/claude-sonnet-4-0",
        "anthropic, claude-opus-4-1-20250805,            anthropic/claude-opus-4-1",
        "anthropic, claude-opus-5-5,                     anthropic/claude-opus-5-5",
        "google,    models/gemini-2.5-pro,               google/gemini-2.5-pro",
        "google,    gemini-2.5-flash-image,              google/gemini-2.5-flash-image",
        "google,    gemini-2.0-flash-exp,                google/gemini-2.0-flash",
        "google,    claude-sonnet-4-5@20250929,          google/claude-sonnet-4-5",
        "google,    claude-3-5-sonnet-v2@20241022,       google/claude-3-5-sonnet",
        "google,    gemini-2.5-pro-preview-tts,          google/gemini-2.5-pro-tts",
        "openai,    ft:o4-mini-2025-04-16:acme::x,       openai/ft-o4-mini",
        "openai,    ft:davinci-002:acme::x,              openai/ft-davinci-002",
        "azure-openai, gpt-35-turbo-0125,                azure-openai/gpt-3.5-turbo",
        "azure-openai, gpt-35-turbo-1106,                azure-openai/gpt-3.5-turbo-1106",
        "bedrock,   in.anthropic.claude-haiku-4-5-20251001-v1:0, bedrock/anthropic.claude-haiku-4-5",
        "mistral,   mistral-small-2506,                  mistral/mistral-small-3-2",
        "mistral,   ministral-3b-latest,                 mistral/ministral-3b-2512",
        "mistral,   devstral-latest,                     mistral/devstral-medium",
        "openrouter, anthropic/claude-sonnet-4.5:beta,   openrouter/anthropic/claude-sonnet-4.5",
        "openrouter, x-ai/grok-4-07-09,                  openrouter/x-ai/grok-4",
        "azure-openai, gpt-4.1-2025-04-14,               azure-openai/gpt-4.1",
        "azure-openai, gpt-35-turbo,                     azure-openai/gpt-3.5-turbo",
        "bedrock,   global.anthropic.claude-sonnet-4-5-20250929-v1:0, bedrock/global.anthropic.claude-sonnet-4-5",
        "bedrock,   us.anthropic.claude-sonnet-4-5-20250929-v1:0, bedrock/anthropic.claude-sonnet-4-5",
        "bedrock,   claude-sonnet-4-5-20250929,          bedrock/anthropic.claude-sonnet-4-5",
        "bedrock,   amazon.nova-lite-v1:0:300k,          bedrock/amazon.nova-lite",
        "bedrock,   openai.gpt-oss-120b-1:0,             bedrock/openai.gpt-oss-120b",
        "bedrock,   amazon.titan-embed-text-v2:0,        bedrock/amazon.titan-embed-text-v2",
        "bedrock,   amazon.titan-embed-text-v1,          bedrock/amazon.titan-embed-text",
        "bedrock,   us.amazon.nova-2-pro-preview-20251202-v1:0, bedrock/amazon.nova-2-pro",
        "bedrock,   global.amazon.nova-2-pro-preview-20251202-v1:0, bedrock/global.amazon.nova-2-pro",
        "bedrock,   deepseek.v3-v1:0,                    bedrock/deepseek.v3",
        "bedrock,   qwen.qwen3-235b-a22b-2507-v1:0,      bedrock/qwen.qwen3-235b-a22b-2507",
        "bedrock,   moonshot.kimi-k2-thinking,           bedrock/moonshot.kimi-k2-thinking",
        "bedrock,   zai.glm-4.7,                         bedrock/zai.glm-4.7",
        "bedrock,   minimax.minimax-m2,                  bedrock/minimax.minimax-m2",
        "bedrock,   ai21.jamba-1-5-large-v1:0,           bedrock/ai21.jamba-1-5-large",
        "bedrock,   cohere.command-r-plus-v1:0,          bedrock/cohere.command-r-plus",
        "bedrock,   cohere.embed-v4:0,                   bedrock/cohere.embed-v4",
        "mistral,   mistral-medium-latest,               mistral/mistral-medium-latest",
        "mistral,   codestral-2508,                      mistral/codestral-2508",
        "cohere,    rerank-v4.0-fast,                    cohere/rerank-v4.0",
        "deepseek,  deepseek-reasoner,                   deepseek/deepseek-reasoner",
        "xai,       grok-4.3-20260401,                   xai/grok-4.3",
        "groq,      openai/gpt-oss-120b,                 groq/openai/gpt-oss-120b",
        "cerebras,  zai-glm-4.7,                         cerebras/zai-glm-4.7",
        "openrouter, anthropic/claude-4.5-sonnet-20250929, openrouter/anthropic/claude-sonnet-4.5",
        "openrouter, openai/gpt-5-mini-2025-08-07,       openrouter/openai/gpt-5-mini",
        "openrouter, google/gemini-2.5-flash:nitro,      openrouter/google/gemini-2.5-flash"
    })
    void aNameFindsTheCardOfItsModel(String provider, String model, String id) {
        assertThat(id(provider, model)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "openai,    gpt-5-ultra",
        "openai,    gpt-4o-something-new",
        "openai,    gpt-oss:20b",
        "anthropic, claude-sonnet-4-7",
        "anthropic, claude-opus-6",
        "google,    gemini-2.5-pro-ultra",
        "google,    gpt-4o",
        "openrouter, google/gemini-2.5-flash:free",
        "cerebras,  qwen-3-coder-480b",
        "groq,      groq/compound",
        "ollama,    llama3.2:1b"
    })
    void aLookAlikeFindsNone(String provider, String model) {
        assertThat(CARDS.find(provider, model, Cards.THEN)).isEqualTo(new Found.UnknownModel());
    }

    /** USD of a million tokens in and a million out. */
    @ParameterizedTest
    @CsvSource({
        "openai,    o3,                2025-06-09T23:59:59Z, 50",
        "openai,    o3,                2025-06-10T00:00:00Z, 10",
        "openai,    gpt-5.6-sol,       2026-08-20T12:00:00Z, 55",
        "openai,    gpt-5.6-sol,       2026-08-21T12:00:00Z, 38",
        "openai,    gpt-5.6-terra,     2026-07-29T12:00:00Z, 27.5",
        "openai,    gpt-5.6-luna,      2026-07-30T12:00:00Z, 2.2",
        "openai,    gpt-6.1-terra,     2026-11-01T12:00:00Z, 9.5",
        "anthropic, claude-fable-5-2,  2026-11-22T12:00:00Z, 48",
        "anthropic, claude-opus-4-6,   2026-03-12T23:59:59Z, 47.5",
        "anthropic, claude-opus-4-6,   2026-03-13T00:00:00Z, 30",
        "anthropic, claude-sonnet-4-6, 2026-03-12T23:59:59Z, 28.5",
        "anthropic, claude-sonnet-4-6, 2026-03-13T00:00:00Z, 18",
        "anthropic, claude-sonnet-4-5, 2026-08-21T12:00:00Z, 28.5",
        "anthropic, claude-sonnet-4-20250514, 2026-01-21T12:00:00Z, 28.5",
        "google,    gemini-2.5-flash-preview-tts, 2026-10-21T12:00:00Z, 10.5",
        "openrouter, qwen/qwen3-max,   2026-11-22T12:00:00Z, 7.2",
        "anthropic, claude-sonnet-5,   2026-08-31T12:00:00Z, 12",
        "anthropic, claude-haiku-5-5,  2026-11-01T12:00:00Z, 3",
        "google,    gemini-2.5-pro,    2026-08-21T12:00:00Z, 17.5",
        "google,    gemini-3.8-flash,  2026-12-31T23:59:59Z, 4.5",
        "google,    gemini-3.8-flash,  2027-01-01T00:00:00Z, 9",
        "google,    gemini-4-argon,    2026-11-30T23:59:59Z, 12",
        "google,    gemini-4-argon,    2026-12-01T00:00:00Z, 24",
        "google,    claude-opus-4-6,   2026-03-12T23:59:59Z, 47.5",
        "google,    claude-opus-4-6,   2026-03-13T00:00:00Z, 30",
        "google,    claude-fable-5-2,  2026-11-22T12:00:00Z, 48",
        "azure-openai, gpt-5.6-sol,    2026-08-21T12:00:00Z, 55",
        "azure-openai, gpt-5.6-sol,    2026-10-03T12:00:00Z, 38",
        "bedrock,   global.anthropic.claude-fable-5-2, 2026-11-22T12:00:00Z, 48",
        "bedrock,   us.anthropic.claude-sonnet-5-5, 2026-11-22T12:00:00Z, 13.2",
        "bedrock,   eu.anthropic.claude-haiku-5-5, 2026-11-22T12:00:00Z, 3.3",
        "bedrock,   global.anthropic.claude-sonnet-4-5-20250929-v1:0, 2026-11-22T12:00:00Z, 28.5",
        "mistral,   mistral-large-latest,  2026-08-21T12:00:00Z, 8",
        "mistral,   mistral-large-latest,  2026-11-22T12:00:00Z, 2",
        "mistral,   mistral-large-4-0, 2026-10-19T12:00:00Z, 2.77",
        "mistral,   mistral-large-4-0, 2026-10-20T12:00:00Z, 5.54",
        "xai,       grok-4.20-multi-agent-0309, 2026-11-22T12:00:00Z, 7.5",
        "mistral,   mistral-medium-latest, 2026-06-15T23:59:59Z, 2.4",
        "mistral,   mistral-medium-latest, 2026-06-16T00:00:00Z, 9",
        "deepseek,  deepseek-v4-flash, 2026-08-16T02:00:00Z, 0.42",
        "deepseek,  deepseek-v4-flash, 2026-08-17T02:00:00Z, 1.76",
        "deepseek,  deepseek-v4-flash, 2026-08-21T12:00:00Z, 0.88",
        "deepseek,  deepseek-v4-flash, 2026-09-04T03:59:59Z, 1.76",
        "deepseek,  deepseek-v4-flash, 2026-09-05T03:59:59Z, 0.88",
        "deepseek,  deepseek-v4-flash, 2026-09-10T03:59:59Z, 1.76",
        "deepseek,  deepseek-v4-flash, 2026-09-10T04:00:00Z, 0.75",
        "deepseek,  deepseek-flash,    2026-09-11T03:59:59Z, 1.5",
        "deepseek,  deepseek-flash,    2026-09-25T03:59:59Z, 0.75",
        "deepseek,  deepseek-flash,    2026-10-08T03:59:59Z, 1.5",
        "deepseek,  deepseek-v4-pro,   2026-11-02T03:59:59Z, 5.28"
    })
    void thePriceOfTheDayHolds(String provider, String model, String at, String usd) {
        // When
        var cost = price(provider, model, at, MILLION_EACH, Optional.empty());

        // Then
        assertThat(cost.state()).isEqualTo(CostState.PRICED);
        assertThat(cost.usd()).isEqualByComparingTo(usd);
    }

    @ParameterizedTest
    @CsvSource({
        "openai,    gpt-5,           batch,    0.5",
        "openai,    gpt-5,           flex,     0.5",
        "openai,    gpt-5,           priority, 2",
        "openai,    gpt-5-mini,      priority, 1.8",
        "openai,    gpt-4.1,         priority, 1.75",
        "anthropic, claude-opus-5,   batch,    0.5",
        "openai,    gpt-5.5,         priority, 2.5",
        "openai,    gpt-6-astra,     ultrafast, 6",
        "openai,    gpt-6.2-sol,     ultrafast, 3",
        "anthropic, claude-opus-4-7, fast,     6",
        "anthropic, claude-opus-4-8, fast,     2",
        "anthropic, claude-opus-5,   fast,     2",
        "anthropic, claude-fable-5-2, fast,    2",
        "google,    gemini-3.6-flash, flex,    0.5",
        "google,    gemini-2.5-flash, flex,    0.5",
        "google,    claude-fable-5-2, fast,    2",
        "mistral,   codestral-2508,  batch,    0.5",
        "groq,      openai/gpt-oss-120b, batch, 0.5",
        "bedrock,   us.anthropic.claude-opus-5, batch, 0.5",
        "bedrock,   amazon.nova-pro-v1:0, priority, 1.75",
        "google,    gemini-3-flash,  priority, 1.8"
    })
    void aClassOfServiceHasItsPrice(String provider, String model, String tier, BigDecimal factor) {
        // Given
        var standard = price(provider, model, "2026-08-21T12:00:00Z", usage(Map.of("input", 1_000)), Optional.empty());

        // When
        var cost = price(provider, model, "2026-08-21T12:00:00Z", usage(Map.of("input", 1_000)), Optional.of(tier));

        // Then
        assertThat(cost.usd()).isEqualByComparingTo(standard.usd().multiply(factor));
        assertThat(cost.approximate()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "mistral,      mistral-medium-latest,         web_search,         2,  0.06",
        "mistral,      mistral-medium-latest,         web_search_premium, 2,  0.1",
        "mistral,      voxtral-small-latest,          audio_second,       60, 0.00400000002",
        "mistral,      voxtral-mini-latest,           audio_second,       60, 0.003",
        "openai,       whisper-1,                     audio_second,       60, 0.006",
        "google,       imagen-4.0-fast-generate-001,  image,              3,  0.06",
        "openai,       gpt-transcribe,                audio_second,       60, 0.0045",
        "mistral,      mistral-ocr-latest,            page,               3,  0.012",
        "mistral,      mistral-ocr-2505,              page,               3,  0.003",
        "openai,       gpt-5.5,                       file_search,        2,  0.005",
        "openai,       gpt-image-2,                   cache_read_image,   50, 0.0001",
        "google,       gemini-embedding-2,            input_video,        50, 0.0006",
        "openai,       gpt-4o-audio-preview,          input_audio,        50, 0.002",
        "openrouter,   openai/gpt-4o-audio-preview,   input_audio,        50, 0.002",
        "openrouter,   google/gemini-2.5-flash-image, output_image,       50, 0.0015",
        "cohere,       embed-v4.0,                    input_image,        50, 0.0000235",
        "cohere,       rerank-v4.0-pro,               search,             2,  0.005",
        "cohere,       rerank-v4.0-fast,              search,             2,  0.004",
        "xai,          grok-4.7,                      code_execution,     2,  0.01",
        "xai,          grok-4.7,                      attachment_search,  2,  0.02",
        "xai,          grok-4.7,                      collections_search, 2,  0.005",
        "xai,          grok-4.7,                      code_interpreter,   4,  0.02",
        "xai,          grok-4.7,                      file_search,        2,  0.005",
        "google,       gemini-2.5-flash,              maps_grounding,     2,  0.05",
        "google,       claude-opus-5-5,               web_search,         2,  0.02",
        "deepseek,     deepseek-flash,                web_search,         2,  0",
        "groq,         whisper-large-v3-turbo,        audio_second,       9,  0.00011111111",
        "groq,         whisper-large-v3-turbo,        audio_second,       11, 0.000122222221",
        "groq,         whisper-large-v3-turbo,        audio_second,       0,  0"
    })
    void whatIsNoTokenHasAPriceToo(String provider, String model, String meter, int quantity, String usd) {
        // When
        var cost = price(provider, model, "2026-10-21T12:00:00Z", usage(Map.of(meter, quantity)), Optional.empty());

        // Then
        assertThat(cost.state()).isEqualTo(CostState.PRICED);
        assertThat(cost.usd()).isEqualByComparingTo(usd);
    }

    @Test
    void searchesOfAnthropicCostACentEach() {
        // When
        var cost = price(
                "anthropic",
                "claude-sonnet-4-6",
                "2026-08-21T12:00:00Z",
                usage(Map.of("web_search", 3)),
                Optional.empty());

        // Then
        assertThat(cost.usd()).isEqualByComparingTo("0.03");
    }

    @Test
    void aCacheWriteThatLivesAnHourCostsTwiceTheInputAtAnthropic() {
        assertThat(cards().filter(card -> card.provider().equals("anthropic"))
                        .filter(card -> card.prices().perMillion().containsKey(Meter.CACHE_WRITE_5M)))
                .isNotEmpty()
                .allSatisfy(card -> assertThat(card.prices().perMillion().get(Meter.CACHE_WRITE_1H))
                        .isEqualByComparingTo(
                                card.prices().perMillion().get(Meter.INPUT).multiply(BigDecimal.valueOf(2))));
    }

    @ParameterizedTest
    @CsvSource({"google, gemma-3-27b-it", "openrouter, qwen/qwen3-coder:free", "openai, omni-moderation-latest"})
    void whatCostsNothingIsFree(String provider, String model) {
        assertThat(price(provider, model, "2026-11-22T12:00:00Z", MILLION_EACH, Optional.empty())
                        .state())
                .isEqualTo(CostState.FREE);
    }

    private static String id(String provider, String model) {
        return CARDS.find(provider, model, Cards.THEN) instanceof Found.Card found
                ? found.card().id()
                : "none";
    }

    @ParameterizedTest
    @CsvSource({
        "openai,       gpt-5,                    0.02",
        "openai,       gpt-4.1,                  0.02",
        "xai,          grok-4.5,                 0.01",
        "anthropic,    claude-sonnet-4-5,        0.02",
        "azure-openai, gpt-5,                    0.028",
        "deepseek,     deepseek-v4-pro,          0.0015",
        "openrouter,   x-ai/grok-4.5,            "
    })
    void aSearchOfTheWebCostsTheSameWithEveryModelOfAProviderThatSaysItsPrice(
            String provider, String model, BigDecimal two) {
        // When
        var cost = price(provider, model, "2026-11-22T12:00:00Z", usage(Map.of("web_search", 2)), Optional.empty());

        // Then
        assertThat(cost.state()).isEqualTo(two == null ? CostState.UNPRICED : CostState.PRICED);
        assertThat(cost.usd()).isEqualByComparingTo(two == null ? BigDecimal.ZERO : two);
    }

    private static Cost price(String provider, String model, String at, Usage usage, Optional<String> tier) {
        return new Pricer(CARDS)
                .price(new Pricer.Call(provider, model, Instant.parse(at), usage, Scope.CALL, tier, Optional.empty()));
    }
}
