package dev.bursar.contract.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.Meter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The prices and factors in one object of a rate card while it is read. */
record CardAmounts(CardFields fields) {

    private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(\\.\\d{1,64})?");

    /** @param tokens whether of meters that count tokens, or of others */
    Map<Meter, BigDecimal> byMeter(String field, boolean tokens) {
        var amounts = new LinkedHashMap<Meter, BigDecimal>();
        fields.open(field).properties().forEach(entry -> {
            var name = entry.getKey();
            var place = field + "/" + name;
            if (!Meter.isName(name)) {
                throw fields.malformed(place, "not_a_meter", "not a meter: " + name);
            }
            var meter = new Meter(name);
            if (meter.isToken() != tokens) {
                throw tokens
                        ? fields.malformed(
                                place,
                                "not_a_token_meter",
                                name + " counts no tokens (input, cache_read, output, ...):"
                                        + " the price of one unit of something else stands under units")
                        : fields.malformed(
                                place,
                                "a_token_meter",
                                name + " counts tokens: the price of a million of them stands" + " under prices");
            }
            amounts.put(meter, amount(place, entry.getValue(), Prices.MAX_SCALE));
        });
        return amounts;
    }

    /** Whole numbers from 1 on, by meters that count no tokens. */
    Map<Meter, Long> minimums(String field) {
        var minimums = new LinkedHashMap<Meter, Long>();
        fields.open(field).properties().forEach(entry -> {
            var name = entry.getKey();
            if (!Meter.isName(name) || new Meter(name).isToken()) {
                throw fields.malformed(
                        field + "/" + name, "not_a_unit", "only what is no token has a minimum: " + name);
            }
            var least = entry.getValue();
            if (!least.isIntegralNumber() || !least.canConvertToLong() || least.longValue() < 1) {
                throw fields.malformed(field + "/" + name, "not_positive", "a minimum is a whole number above 0");
            }
            minimums.put(new Meter(name), least.longValue());
        });
        return minimums;
    }

    Map<String, BigDecimal> multipliers(String field) {
        var amounts = new LinkedHashMap<String, BigDecimal>();
        fields.open(field)
                .properties()
                .forEach(entry -> amounts.put(
                        entry.getKey(),
                        amount(field + "/" + entry.getKey(), entry.getValue(), Tariff.MAX_MULTIPLIER_SCALE)));
        return amounts;
    }

    BigDecimal multiplier(String field, BigDecimal otherwise) {
        return fields.has(field) ? amount(field, fields.object().get(field), Tariff.MAX_MULTIPLIER_SCALE) : otherwise;
    }

    /** Money in a body is a decimal string; a number would have gone through somebody's floating point. */
    private BigDecimal amount(String field, JsonNode value, int maxScale) {
        if (value.isNumber()) {
            throw fields.malformed(
                    field,
                    "not_a_string",
                    "an amount is a string, so that no digit is lost: \"" + value.decimalValue() + "\"");
        }
        if (value.asText().startsWith("-")) {
            throw fields.malformed(field, "negative", "an amount is not negative: " + value.asText());
        }
        if (!value.isTextual() || !DECIMAL.matcher(value.textValue()).matches()) {
            throw fields.malformed(
                    field, "not_a_decimal", "an amount is a decimal like \"2.75\", without exponent: " + value);
        }
        var amount = new BigDecimal(value.textValue());
        if (amount.stripTrailingZeros().scale() > maxScale) {
            throw fields.malformed(field, "too_fine", "more than " + maxScale + " decimals: " + value.textValue());
        }
        return amount;
    }
}
