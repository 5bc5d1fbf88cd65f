package dev.bursar.aggregator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.budget.Window.Calendar;
import dev.bursar.contract.budget.Window.CalendarUnit;
import dev.bursar.contract.pricing.CostState;
import dev.bursar.contract.usage.Meter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FocusColumnTest {

    private static final Instant DAY = Instant.parse("2026-10-25T00:00:00Z");

    private static Map<String, String> row(Optional<Meter> meter, String quantity, String price, String cost) {
        var charge = new FocusCharge(
                new Calendar(CalendarUnit.DAY, ZoneOffset.UTC).at(DAY),
                new Calendar(CalendarUnit.MONTH, ZoneOffset.UTC).at(DAY),
                "openrouter",
                "house-model",
                Map.of("principal", "coder-1", "model", "house/model"),
                Optional.empty(),
                meter,
                new BigDecimal(quantity),
                Optional.ofNullable(price).map(BigDecimal::new),
                Optional.of("base"),
                new BigDecimal(cost),
                meter.isPresent() ? CostState.PRICED : CostState.REPORTED,
                Optional.empty(),
                Optional.empty());
        var values = FocusColumn.row(charge);
        var row = new HashMap<String, String>();
        Arrays.stream(FocusColumn.values()).forEach(column -> row.put(column.id(), values[column.ordinal()]));
        return row;
    }

    @Test
    void whatIsNoTokenHasAUnitOfItsOwn() {
        assertThat(row(Optional.of(Meter.WEB_SEARCH), "3", "0.01", "0.03"))
                .containsEntry("ConsumedUnit", "Searches")
                .containsEntry("PricingUnit", "Searches")
                .containsEntry("PricingQuantity", "3")
                .containsEntry("ListUnitPrice", "0.01")
                .containsEntry("ListCost", "0.03");
    }

    @Test
    void theProvidersOwnFigureIsOneUnitAtThatPrice() {
        assertThat(row(Optional.empty(), "4", null, "0.1250"))
                .containsEntry("SkuMeter", "reported_cost")
                .containsEntry("ConsumedQuantity", "4")
                .containsEntry("ConsumedUnit", "Requests")
                .containsEntry("PricingQuantity", "1")
                .containsEntry("ListUnitPrice", "0.125")
                .containsEntry("BilledCost", "0.125")
                .containsEntry("SkuPriceId", "")
                .containsEntry("SkuPriceDetails", "");
    }

    @Test
    void everyColumnIsDocumented() throws IOException {
        var document = Files.readString(Path.of("..", "docs", "focus.md"));
        assertThat(FocusColumn.values())
                .allSatisfy(column -> assertThat(document).contains("`" + column.id() + "`"));
    }

    @Test
    void aFieldIsQuotedWhereItMustBe() {
        assertThat(FocusFile.lines(List.<String[]>of(new String[] {"a,b", "", "c\"d", "e\nf", "=1+1"})))
                .isEqualTo("\"a,b\",,\"c\"\"d\",\"e\nf\",=1+1\r\n");
    }
}
