package dev.bursar.contract.budget;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Malformed;
import java.math.BigDecimal;
import java.util.Set;

/** What the parts of a definition have in common: places, known names, amounts. */
final class Fields {

    private static final String MONEY = "\\d{1,15}(\\.\\d{1," + Limit.MAX_SCALE + "})?";
    private static final String COUNT = "\\d{1,15}";

    private Fields() {}

    /** The JSON pointer of a member (RFC 6901). */
    static String child(String at, String name) {
        return at + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    static void requireOnly(String at, JsonNode object, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new Malformed(child(at, name), "unknown_field", "there is no field " + name + " here");
            }
        });
    }

    /** A positive amount of a unit; money is a decimal string, a count a whole number or a string of digits. */
    static BigDecimal amount(String at, JsonNode value, Limit.Unit unit) {
        boolean whole = unit != Limit.Unit.USD;
        boolean written = value.isTextual() || (whole && value.isIntegralNumber());
        var text = value.asText();
        if (!written || !text.matches(whole ? COUNT : MONEY) || new BigDecimal(text).signum() == 0) {
            var wanted = whole ? "a positive whole number" : "a positive decimal string such as \"5.00\"";
            throw new Malformed(at, "not_positive", wanted);
        }
        return new BigDecimal(text);
    }
}
