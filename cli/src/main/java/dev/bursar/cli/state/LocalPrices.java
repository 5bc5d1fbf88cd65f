package dev.bursar.cli.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.ModelMatch;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.pricing.Prices;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCards;
import dev.bursar.contract.pricing.Tariff;
import dev.bursar.contract.usage.Meter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What models cost where there is no server: the built-in rate cards, and those of a {@code bursar.toml} before them. */
public final class LocalPrices {

    public static final String FILE = "bursar.toml";

    private static final TomlMapper TOML = TomlMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private LocalPrices() {}

    /** @param toml the file, which need not exist */
    public static Pricer pricer(Path toml) {
        var cards = new ArrayList<>(BuiltInRateCards.load().all());
        if (Files.exists(toml)) {
            try {
                cards.addAll(cards(TOML.readTree(Files.readString(toml)), cards));
            } catch (JsonProcessingException e) {
                throw new CommandFailure(
                        toml + " is no TOML: " + e.getOriginalMessage() + " at line "
                                + Optional.ofNullable(e.getLocation())
                                        .map(at -> at.getLineNr())
                                        .orElse(0),
                        e);
            } catch (IOException | IllegalArgumentException e) {
                throw new CommandFailure(toml + ": " + e.getMessage(), e);
            }
        }
        return new Pricer(new RateCards(cards));
    }

    /** A name is meant whoever provides the model. */
    private static List<RateCard> cards(JsonNode toml, List<RateCard> builtIn) {
        var providers = builtIn.stream().map(RateCard::provider).distinct().toList();
        var cards = new ArrayList<RateCard>();
        for (var model : toml.path("models").properties()) {
            var prices = new Prices(
                    Map.of(
                            Meter.INPUT, price(model.getKey(), model.getValue(), "cost_per_1m_input"),
                            Meter.OUTPUT, price(model.getKey(), model.getValue(), "cost_per_1m_output")),
                    Map.of());
            for (var provider : providers) {
                cards.add(card(provider, model.getKey(), prices));
            }
        }
        return cards;
    }

    private static RateCard card(String provider, String model, Prices prices) {
        return new RateCard(
                FILE + "/" + provider + "/" + model,
                1,
                RateCard.Origin.OPERATOR,
                provider,
                new ModelMatch(Set.of(model), Set.of(), Set.of()),
                Instant.EPOCH,
                Tariff.of(prices),
                Optional.empty(),
                FILE,
                LocalDate.EPOCH);
    }

    private static BigDecimal price(String model, JsonNode fields, String name) {
        var price = fields.path(name);
        if (!price.isNumber() || price.isDouble()) {
            throw new IllegalArgumentException("[models.\"" + model + "\"] has no number " + name);
        }
        return price.decimalValue();
    }
}
