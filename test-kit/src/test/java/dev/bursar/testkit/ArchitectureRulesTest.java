package dev.bursar.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.bursar.elsewhere.Offender;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule that can't be broken holds nothing: each is shown something that breaks it. */
class ArchitectureRulesTest {

    @Test
    void seesMoneyInADouble() {
        // When
        var violations = violationsOf(ArchitectureRules.moneyIsNeverBinary, RoughBooks.class);

        // Then
        assertThat(violations).hasSize(3).allMatch(line -> line.contains("is money as"));
    }

    @Test
    void leavesADoubleThatIsNoMoney() {
        // When
        var violations = violationsOf(ArchitectureRules.moneyIsNeverBinary, Ratio.class);

        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void seesAnOldDate() {
        // When
        var violations = violationsOf(ArchitectureRules.timeIsJavaTime, RoughBooks.class);

        // Then
        assertThat(violations).isNotEmpty();
    }

    @Test
    void seesAClockThatIsNotInjected() {
        // When
        var violations = violationsOf(ArchitectureRules.theClockIsInjected, Offender.class);

        // Then
        assertThat(violations).isNotEmpty();
    }

    @Test
    void seesPrintingOutsideTheCommandLine() {
        // When
        var violations = violationsOf(ArchitectureRules.onlyTheCommandLinePrints, Offender.class);

        // Then
        assertThat(violations).isNotEmpty();
    }

    private static List<String> violationsOf(ArchRule rule, Class<?>... classes) {
        return rule.evaluate(new ClassFileImporter().importClasses(classes))
                .getFailureReport()
                .getDetails();
    }

    static final class RoughBooks {

        double costUsd;
        Float[] ratios = {};
        Date since = Date.from(Instant.EPOCH);

        double spend(double share) {
            return costUsd * share;
        }
    }

    static final class Ratio {

        double share(double part, double whole) {
            return part / whole;
        }
    }
}
