package dev.bursar.kit.problem;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Query parameters a resource method reads besides those it declares; a trailing {@code *} stands for any ending. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface QueryParameters {
    String[] value();

    /** Whether the matched name of the model and every {@link dev.bursar.contract.usage.Dimensions dimension} are read, too. */
    boolean dimensions() default false;
}
