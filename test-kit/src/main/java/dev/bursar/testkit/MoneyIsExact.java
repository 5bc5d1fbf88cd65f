package dev.bursar.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.regex.Pattern;

/** Nothing whose name speaks of money is a binary floating-point number: 0.1 has no exact one. */
final class MoneyIsExact extends ArchCondition<JavaClass> {

    private static final Pattern MONEY = Pattern.compile("(?i)cost|price|usd|amount|spend|spent|money");
    private static final Set<String> BINARY = Set.of("double", "float", "java.lang.Double", "java.lang.Float");

    MoneyIsExact() {
        super("hold no money as double or float");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean wholeType = MONEY.matcher(type.getSimpleName()).find();
        for (JavaField field : type.getFields()) {
            report(type, field.getFullName(), wholeType || speaksOfMoney(field.getName()), field.getRawType(), events);
        }
        for (JavaCodeUnit unit : type.getCodeUnits()) {
            boolean money = wholeType || speaksOfMoney(unit.getName());
            report(type, unit.getFullName(), money, unit.getRawReturnType(), events);
            unit.getRawParameterTypes().forEach(given -> report(type, unit.getFullName(), money, given, events));
        }
    }

    /** The compiler's own methods carry the name of the method around them, not one somebody chose. */
    private static boolean speaksOfMoney(String member) {
        return !member.contains("$") && MONEY.matcher(member).find();
    }

    private static void report(JavaClass type, String member, boolean money, JavaClass found, ConditionEvents events) {
        if (money && BINARY.contains(found.getName())) {
            events.add(SimpleConditionEvent.violated(type, member + " is money as " + found.getName()));
        }
    }
}
