package org.ponder.engine.trainer.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** A test that trains: skipped where PyTorch is not there. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "org.ponder.engine.trainer.model.PyTorch#present",
        disabledReason = "PyTorch is not on the class path: run Maven with -Ptrain.")
public @interface WithPyTorch {}
