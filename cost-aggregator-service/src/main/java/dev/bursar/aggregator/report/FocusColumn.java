package dev.bursar.aggregator.report;

import dev.bursar.contract.Json;
import dev.bursar.contract.usage.Meter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The columns of a FOCUS file, in its order: those of the FinOps Open Cost and Usage Specification 1.2
 * (focus.finops.org/focus-specification/v1-2) that concern metered calls, then our own. Bursar knows one price of a call, so
 * the list, contracted, effective and billed cost are the same. What stands here decides the bytes of closed months.
 */
enum FocusColumn {
    BILLED_COST("BilledCost", FocusColumn::cost),
    BILLING_ACCOUNT_ID("BillingAccountId", charge -> "bursar"),
    BILLING_ACCOUNT_NAME("BillingAccountName", charge -> "Bursar"),
    BILLING_CURRENCY("BillingCurrency", charge -> "USD"),
    BILLING_PERIOD_END("BillingPeriodEnd", charge -> charge.period().end().toString()),
    BILLING_PERIOD_START("BillingPeriodStart", charge -> charge.period().start().toString()),
    CHARGE_CATEGORY("ChargeCategory", charge -> "Usage"),
    CHARGE_CLASS("ChargeClass", charge -> charge.isCorrection() ? "Correction" : null),
    CHARGE_DESCRIPTION("ChargeDescription", FocusColumn::description),
    CHARGE_FREQUENCY("ChargeFrequency", charge -> "Usage-Based"),
    CHARGE_PERIOD_END("ChargePeriodEnd", charge -> charge.day().end().toString()),
    CHARGE_PERIOD_START("ChargePeriodStart", charge -> charge.day().start().toString()),
    CONSUMED_QUANTITY("ConsumedQuantity", charge -> Json.money(charge.quantity())),
    CONSUMED_UNIT("ConsumedUnit", FocusColumn::unit),
    CONTRACTED_COST("ContractedCost", FocusColumn::cost),
    CONTRACTED_UNIT_PRICE("ContractedUnitPrice", FocusColumn::unitPrice),
    EFFECTIVE_COST("EffectiveCost", FocusColumn::cost),
    INVOICE_ISSUER_NAME("InvoiceIssuerName", FocusCharge::provider),
    LIST_COST("ListCost", FocusColumn::cost),
    LIST_UNIT_PRICE("ListUnitPrice", FocusColumn::unitPrice),
    PRICING_CATEGORY("PricingCategory", charge -> "Standard"),
    PRICING_QUANTITY("PricingQuantity", FocusColumn::pricingQuantity),
    PRICING_UNIT("PricingUnit", FocusColumn::pricingUnit),
    PROVIDER_NAME("ProviderName", FocusCharge::provider),
    PUBLISHER_NAME("PublisherName", FocusCharge::provider),
    REGION_ID("RegionId", label("region")),
    REGION_NAME("RegionName", label("region")),
    SERVICE_CATEGORY("ServiceCategory", charge -> "AI and Machine Learning"),
    SERVICE_NAME("ServiceName", FocusCharge::provider),
    SERVICE_SUBCATEGORY("ServiceSubcategory", charge -> "Generative AI"),
    SKU_ID("SkuId", charge -> charge.provider() + "/" + charge.modelCanonical()),
    SKU_METER("SkuMeter", charge -> charge.meter().map(Meter::name).orElse("reported_cost")),
    SKU_PRICE_DETAILS("SkuPriceDetails", charge -> skuPrice(charge, FocusColumn::priceDetails)),
    SKU_PRICE_ID("SkuPriceId", charge -> skuPrice(charge, FocusColumn::priceId)),
    SUB_ACCOUNT_ID("SubAccountId", label("team")),
    SUB_ACCOUNT_NAME("SubAccountName", label("team")),
    SUB_ACCOUNT_TYPE(
            "SubAccountType", charge -> charge.label("team").map(team -> "Team").orElse(null)),
    TAGS("Tags", charge -> charge.tags().orElse("{}")),
    X_AGENT("x_Agent", label("agent")),
    X_COST_STATE("x_CostState", charge -> charge.state().code()),
    X_MISSION("x_Mission", label("mission")),
    X_MODEL("x_Model", label("model")),
    X_OPERATION("x_Operation", label("operation")),
    X_PRINCIPAL("x_Principal", label("principal")),
    X_PROJECT("x_Project", label("project")),
    X_SERVICE_TIER("x_ServiceTier", label("service_tier")),
    X_STEP("x_Step", label("step")),
    X_TOOL("x_Tool", label("tool")),
    X_UNPRICED_REASON("x_UnpricedReason", charge -> charge.unpricedReason().orElse(null));

    /** The dimensions that rows are told apart by; a session is too fine for a file by the day. */
    static final List<String> LABELS = List.of(
            "principal",
            "agent",
            "team",
            "project",
            "mission",
            "step",
            "operation",
            "tool",
            "model",
            "service_tier",
            "region");

    private static final int MILLION = 6;

    private static final Map<Meter, String> UNITS = Map.of(
            Meter.WEB_SEARCH, "Searches",
            Meter.SEARCH, "Searches",
            Meter.REQUEST, "Requests",
            Meter.IMAGE, "Images",
            Meter.AUDIO_SECOND, "Seconds");

    private final String id;
    private final Function<FocusCharge, String> value;

    FocusColumn(String id, Function<FocusCharge, String> value) {
        this.id = id;
        this.value = value;
    }

    /** The specification's name of the column. */
    String id() {
        return id;
    }

    /** The values of a row; a null of the specification's is empty. */
    static String[] row(FocusCharge charge) {
        return Arrays.stream(values())
                .map(column -> Objects.requireNonNullElse(column.value.apply(charge), ""))
                .toArray(String[]::new);
    }

    private static Function<FocusCharge, String> label(String name) {
        return charge -> charge.label(name).orElse(null);
    }

    private static String cost(FocusCharge charge) {
        return Json.money(charge.costUsd());
    }

    private static String description(FocusCharge charge) {
        return charge.modelCanonical() + " "
                + charge.meter()
                        .map(meter -> meter.name().replace('_', ' '))
                        .orElse("cost as the provider reported it");
    }

    private static String unit(FocusCharge charge) {
        return charge.isOfTokens()
                ? "Tokens"
                : charge.meter()
                        .map(meter -> UNITS.getOrDefault(meter, "Units"))
                        .orElse("Requests");
    }

    private static String pricingUnit(FocusCharge charge) {
        return charge.isOfTokens() ? "1000000 Tokens" : charge.meter().isPresent() ? unit(charge) : "Units";
    }

    /** Times the unit price it is the cost; one unit of what only its sum is known of. */
    private static String pricingQuantity(FocusCharge charge) {
        if (charge.meter().isEmpty()) {
            return charge.costUsd().signum() < 0 ? "-1" : "1";
        }
        return Json.money(charge.isOfTokens() ? charge.quantity().movePointLeft(MILLION) : charge.quantity());
    }

    private static String unitPrice(FocusCharge charge) {
        return Json.money(
                charge.meter().isEmpty()
                        ? charge.costUsd().abs()
                        : charge.price().orElse(BigDecimal.ZERO));
    }

    private static String skuPrice(FocusCharge charge, Function<FocusCharge, String> value) {
        return charge.card().isPresent() && charge.price().isPresent() ? value.apply(charge) : null;
    }

    private static String priceId(FocusCharge charge) {
        var card = charge.card().orElseThrow();
        return card.id() + "@" + card.version() + "/"
                + charge.meter().map(Meter::name).orElseThrow() + "/"
                + charge.rateTier().orElseThrow();
    }

    private static String priceDetails(FocusCharge charge) {
        var card = charge.card().orElseThrow();
        return Json.object()
                .put("RateCardId", card.id())
                .put("RateCardVersion", card.version())
                .put("RateTier", charge.rateTier().orElseThrow())
                .toString();
    }
}
