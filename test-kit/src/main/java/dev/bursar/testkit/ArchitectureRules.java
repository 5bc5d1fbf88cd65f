package dev.bursar.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/**
 * The directions between modules and what no module may do. A module's {@code ArchitectureTest} holds them:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "dev.bursar", importOptions = ImportOption.DoNotIncludeTests.class)
 * class ArchitectureTest {
 *     @ArchTest
 *     static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);
 * }
 * }</pre>
 */
public final class ArchitectureRules {

    private static final String[] COMMAND_LINE_AND_TESTS = {"dev.bursar.cli..", "dev.bursar.testkit.."};

    @ArchTest
    public static final ArchRule contractsAreFreeOfFrameworks = onlyDependOn(
            "dev.bursar.contract..",
            "java..",
            "com.fasterxml.jackson..",
            "com.knuddels.jtokkit..",
            "dev.bursar.contract..");

    @ArchTest
    public static final ArchRule usageSourcesArePure = onlyDependOn(
            "dev.bursar.source..",
            "java..",
            "com.fasterxml.jackson..",
            "com.google.protobuf..",
            "io.opentelemetry.proto..",
            "dev.bursar.contract..",
            "dev.bursar.source..");

    @ArchTest
    public static final ArchRule ingestSeesNoOtherService =
            neverSees("dev.bursar.ingest..", "dev.bursar.aggregator..", "dev.bursar.gate..", "dev.bursar.cli..");

    @ArchTest
    public static final ArchRule aggregatorSeesNoOtherService =
            neverSees("dev.bursar.aggregator..", "dev.bursar.ingest..", "dev.bursar.gate..", "dev.bursar.cli..");

    @ArchTest
    public static final ArchRule gateSeesNoOtherService =
            neverSees("dev.bursar.gate..", "dev.bursar.ingest..", "dev.bursar.aggregator..", "dev.bursar.cli..");

    @ArchTest
    public static final ArchRule theKitSeesNoService = neverSees(
            "dev.bursar.kit..",
            "dev.bursar.ingest..",
            "dev.bursar.aggregator..",
            "dev.bursar.gate..",
            "dev.bursar.cli..");

    @ArchTest
    public static final ArchRule theCommandLineSeesNoService = neverSees(
            "dev.bursar.cli..",
            "dev.bursar.ingest..",
            "dev.bursar.aggregator..",
            "dev.bursar.gate..",
            "dev.bursar.kit..");

    @ArchTest
    public static final ArchRule nothingButTestsSeesTheTestKit = noClasses()
            .that()
            .resideOutsideOfPackage("dev.bursar.testkit..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.bursar.testkit.."))
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.bursar.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    public static final ArchRule moneyIsNeverBinary = classes()
            .that()
            .resideInAPackage("dev.bursar..")
            .should(new MoneyIsExact())
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule timeIsJavaTime = noClasses()
            .should()
            .dependOnClassesThat(nameMatching("java\\.util\\.(Date|Calendar)"))
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule injectionGoesThroughConstructors = noFields()
            .should()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule theClockIsInjected = noClasses()
            .that()
            .resideOutsideOfPackages(COMMAND_LINE_AND_TESTS)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule onlyTheCommandLinePrints = noClasses()
            .that()
            .resideOutsideOfPackages(COMMAND_LINE_AND_TESTS)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .allowEmptyShould(true);

    private ArchitectureRules() {}

    private static ArchRule onlyDependOn(String module, String... allowed) {
        return classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                .allowEmptyShould(true);
    }

    private static ArchRule neverSees(String module, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(resideInAnyPackage(others))
                .allowEmptyShould(true);
    }
}
